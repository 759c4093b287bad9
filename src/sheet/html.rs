//! A sheet as one HTML file: real headings and lists for a reader, figures in place, printed black on white.

use std::fmt::Write as _;

use super::layout::{Lines, Paper};
use super::svg::{escaped, figure};
use super::{DAYS, Sheet, SheetStep, WEEKS};

/// The sheet as an HTML document.
#[must_use]
pub fn sheet(sheet: &Sheet, paper: Paper, lines: Lines) -> String {
    let (size, paper) = (
        lines.size(),
        match paper {
            Paper::A4 => "A4",
            Paper::Letter => "letter",
        },
    );
    let title = escaped(&sheet.title);
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light\">\n\
         <title>{title}</title>\n<style>\n\
         @page {{ size: {paper}; margin: 15mm }}\n\
         body {{ font: {size}pt/1.35 'DejaVu Sans Condensed', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; \
         color: #000; background: #fff; max-width: 18cm; margin: 1cm auto; padding: 0 .5cm }}\n\
         @media print {{ body {{ margin: 0; padding: 0; max-width: none }} }}\n\
         h1 {{ font-size: 2em; margin: 0 0 .2em }}\nh2 {{ font-size: 1.25em; margin: 0 }}\np {{ margin: .15em 0 }}\n\
         article {{ display: grid; grid-template-columns: 6.6cm 1fr; gap: .4cm; border-top: 1px solid #999; \
         padding: .25cm 0; break-inside: avoid }}\narticle.plain {{ display: block }}\n\
         .poses {{ display: flex; gap: .2cm; align-items: center }}\n.poses svg {{ flex: 1; min-width: 0; max-height: 3.3cm }}\n\
         .dose {{ font-weight: bold; font-size: 1.1em }}\n\
         table {{ border-collapse: collapse; break-inside: avoid; margin: .3cm 0 }}\n\
         td, th {{ padding: .1cm .3cm; font-weight: normal; text-align: left }}\n\
         td i {{ display: inline-block; width: .4cm; height: .4cm; border: 1px solid #444 }}\n\
         footer {{ border-top: 1px solid #999; padding-top: .2cm }}\n.stop {{ font-weight: bold }}\n\
         .sources {{ font-size: .72em; overflow-wrap: anywhere }}\n</style>\n</head>\n<body>\n<h1>{title}</h1>\n\
         <p class=\"dose\">{}</p>\n",
        escaped(&sheet.about)
    );
    for remark in sheet.remarks.iter().chain([&sheet.doses]) {
        let _ = writeln!(html, "<p>{}</p>", escaped(remark));
    }
    for (number, step) in (1..).zip(&sheet.steps) {
        put(&mut html, number, step);
    }
    html.push_str("<table>\n<tr><th></th>");
    for day in DAYS {
        let _ = write!(html, "<th>{day}</th>");
    }
    html.push_str("</tr>\n");
    for week in 1..=WEEKS {
        let _ = writeln!(html, "<tr><th>week {week}</th>{}</tr>", "<td><i></i></td>".repeat(7));
    }
    html.push_str("</table>\n<footer>\n");
    for line in &sheet.stop {
        let _ = writeln!(html, "<p class=\"stop\">{}</p>", escaped(line));
    }
    html.push_str("<div class=\"sources\">\n");
    for source in &sheet.sources {
        let _ = writeln!(html, "<p>{}</p>", escaped(source));
    }
    html.push_str("</div>\n</footer>\n</body>\n</html>\n");
    html
}

fn put(html: &mut String, number: usize, step: &SheetStep) {
    let plain = if step.poses.is_empty() { " class=\"plain\"" } else { "" };
    let _ = writeln!(html, "<article{plain}>");
    if !step.poses.is_empty() {
        html.push_str("<div class=\"poses\" aria-hidden=\"true\">");
        for drawing in &step.poses {
            let (width, height) = drawing.size;
            let _ = write!(html, "<svg viewBox=\"0 0 {width} {height}\">");
            figure(html, drawing);
            html.push_str("</svg>");
        }
        html.push_str("</div>\n");
    }
    let _ = writeln!(
        html,
        "<div>\n<h2>{number}. {}</h2>\n<p class=\"dose\">{}</p>",
        escaped(&step.name),
        escaped(&step.dose)
    );
    for (what, words) in &step.lines {
        let what = if what.is_empty() { String::new() } else { format!("<b>{what}:</b> ") };
        let _ = writeln!(html, "<p>{what}{}</p>", escaped(words));
    }
    html.push_str("</div>\n</article>\n");
}
