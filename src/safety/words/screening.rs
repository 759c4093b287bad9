//! The questions: stage 0, stage 1, stage 2 and the reading back (CONTENT 3.2 to 3.5).

use chrono::NaiveDate;

use super::fill;
use crate::routine::Tag;

texts! {
    /// The question of stage 0.
    RIGHT_NOW = "Before we move, a quick check. Right now, or since yesterday, any of these?";
    /// Stage 0, item 1.
    RIGHT_NOW_1 = "Pain, pressure or tightness in the chest, or pain spreading to an arm, the jaw or through to the back; or being short of breath, sweaty or sick with it; or sudden, severe or tearing pain in the chest or between the shoulder blades";
    /// Stage 0, item 2.
    RIGHT_NOW_2 = "Face, arm or leg suddenly weak or numb; trouble speaking, seeing or swallowing; the worst or most sudden headache you have had; sudden severe neck pain unlike any before";
    /// Stage 0, item 3.
    RIGHT_NOW_3 = "Numbness around the groin or buttocks; trouble starting, feeling or holding pee or poo; both legs weak, numb or tingling; newly unsteady walking";
    /// Stage 0, item 4.
    RIGHT_NOW_4 = "Back or neck pain that began with a crash, a bad fall or a heavy blow, and nobody has checked it";
    /// Stage 0, item 5.
    RIGHT_NOW_5 = "High temperature, shivering or feeling properly ill";
    /// The keys of stage 0.
    RIGHT_NOW_KEYS = "`0` none of these   `1-5` that one   `?` what this is for";
    /// Key 0 of stage 0.
    NONE_OF_THESE = "none of these";
    /// Stage 0, asked after item 4.
    HURTS_TO_MOVE = "Does it hurt to move, or is anything numb or weak?";
    /// Stage 0, asked after item 5.
    BACK_PAIN_TOO = "Do you have back or neck pain as well?";
    /// What the questions are for.
    ONLY_DECIDES = "It only decides whether to guide movement today.";
    /// The first answer.
    YES = "yes";
    /// The second answer.
    NO = "no";
    /// The third answer.
    NOT_SURE = "not sure";
    /// Stage 1, question 1.
    Q1 = "Are you 18 or over? (yes / no only)";
    /// Stage 1, question 2.
    Q2 = "In the last 12 weeks, have you had a fall, a collision or a knock to your neck, back or ribs? (A knock counts when it still hurts, or when it was more than a bump and nobody has checked it.)";
    /// Stage 1, question 3.
    Q3 = "Do you get pain, tingling, numbness or weakness that travels from your neck or back into an arm, hand or leg?";
    /// Stage 1, question 4.
    Q4 = "Lately, have you been losing weight without trying, sweating at night, or feeling generally unwell, whether or not your back is stiff?";
    /// Stage 1, question 5.
    Q5 = "Is there *pain* (not just stiffness) between or around your shoulder blades that is new or getting worse?";
    /// Stage 1, question 6.
    Q6 = "Do you have pain there that stays the same whatever position you are in, or that wakes you at night?";
    /// Stage 1, question 7.
    Q7 = "Have you noticed a lump on your back, or a change in its shape?";
    /// Stage 1, question 8.
    Q8 = "Have you ever had cancer, or do you have a condition or treatment that lowers your immunity, *and* is your back discomfort new or different?";
    /// Stage 1, question 9.
    Q9 = "Has anyone told you your bones are thin (osteoporosis), have you broken a bone from a small fall, or have you taken steroid tablets for three months or more in total?";
    /// Stage 1, question 10.
    Q10 = "Have you had an operation or a blood clot in the last 12 weeks, or been told to limit how you move?";
    /// Stage 1, question 11.
    Q11 = "Do you have a heart condition that is not under control?";
    /// Stage 1, question 12.
    Q12 = "Do you have high blood pressure that is not under control?";
    /// Stage 1, question 13.
    Q13 = "Do you get chest pain when you are active?";
    /// Stage 1, question 14.
    Q14 = "In the last 12 months, have you blacked out without anyone looking into it?";
    /// Stage 1, question 15.
    Q15 = "Have you been told to exercise only under supervision?";
    /// Stage 1, follow-up 3a.
    Q3A = "Is that arm, hand or leg weak in itself (not just sore to use)?";
    /// Stage 1, follow-up 3b.
    Q3B = "Is it getting worse?";
    /// Stage 1, follow-up 9a.
    Q9A = "Have you had sudden new back pain?";
    /// Stage 1, follow-up 9b.
    Q9B = "Have you become noticeably shorter?";
    /// Stage 1, follow-up 10a.
    Q10A = "Has a health professional who knows about it told you that gentle movement is fine now? (Here \"not sure\" counts as no.)";
    /// Stage 1, follow-up 10b.
    Q10B = "Was it an operation?";
    /// Stage 1, follow-up 10c.
    Q10C = "Was there a blood clot?";
    /// Said when question 1 is answered no; nothing is stored.
    NOT_ADULT = "Thank you for telling us. unhunch is written for adults, so it has no routines for you. A parent, a teacher or a physiotherapist can show you movements that suit you.";
    /// The closing line of stage 1.
    CLOSING = "First ever back pain and under 20 or over 55? It is worth mentioning to a doctor or physiotherapist, even if it seems small.";
    /// Asked in the place of a question whose yes a professional has cleared. Fill with [`since`].
    SINCE = "Anything new or worse since {date}?";
    /// Reads an answer back. Fill with [`read_back`].
    READ_BACK = "You answered {answer} to: {question}. Is that right?";
    /// The question of stage 2.
    TICK = "Tick anything that applies. We will leave out or change movements to suit. Nothing here is sent anywhere.";
    /// Stage 2, `osteoporosis`.
    TAG_OSTEOPOROSIS = "Osteoporosis, a past fragility fracture, or steroid tablets for 3 months or more";
    /// Stage 2, `pregnancy`.
    TAG_PREGNANCY = "Pregnant (any stage; lying flat matters most from about 16 weeks)";
    /// Stage 2, `surgery`.
    TAG_SURGERY = "Chest, abdomen, spine, neck or shoulder surgery: cleared for movement but still being careful";
    /// Stage 2, `shoulder`.
    TAG_SHOULDER = "Painful, unstable or previously dislocated shoulder";
    /// Stage 2, `neck`.
    TAG_NECK = "A neck injury in the past, inflammatory arthritis, a neck that is sore to move, or a doctor has told you to be careful with it";
    /// Stage 2, `dizzy`.
    TAG_DIZZY = "Dizziness, vertigo, fainting or headache brought on by head or position changes";
    /// Stage 2, `hypermobile`.
    TAG_HYPERMOBILE = "Hypermobile joints, HSD or Ehlers-Danlos";
    /// Stage 2, `wrist`.
    TAG_WRIST = "Wrist or hand pain, carpal tunnel symptoms, or wrists that dislike weight";
    /// Stage 2, `knee`.
    TAG_KNEE = "Kneeling hurts or is not possible";
    /// Stage 2, `hip`.
    TAG_HIP = "Hip replacement, hip pain, or limits on bending the hip";
    /// Stage 2, `low-back`.
    TAG_LOW_BACK = "Low-back trouble that bending or arching sets off";
    /// Stage 2, `rib`.
    TAG_RIB = "Recent rib injury, sore breastbone or pain with a deep breath (already checked)";
    /// Stage 2, `eye-pressure`.
    TAG_EYE_PRESSURE = "Glaucoma, recent eye surgery, or blood pressure that is not under control";
    /// Stage 2, `bleed-skin`.
    TAG_BLEED_SKIN = "Blood thinners, a past clot (cleared), easy bruising, or broken/infected skin on the back";
    /// Stage 2, `lie-flat`.
    TAG_LIE_FLAT = "Cannot lie flat comfortably (reflux, breathlessness, late pregnancy)";
    /// Stage 2, `balance`.
    TAG_BALANCE = "Unsteady on your feet or worried about falling";
    /// Asked when `dizzy` is ticked.
    LOOKED_INTO = "Has anyone looked into it?";
}

/// The items of stage 0; item 1 is the first.
pub const RIGHT_NOW_ITEMS: [&str; 5] = [RIGHT_NOW_1, RIGHT_NOW_2, RIGHT_NOW_3, RIGHT_NOW_4, RIGHT_NOW_5];

/// Asks whether anything is new since a professional cleared a yes; the day is written `3 March 2025`.
#[must_use]
pub fn since(date: NaiveDate) -> String {
    fill(SINCE, &[("date", &date.format("%-d %B %Y").to_string())])
}

/// Reads an answer back. A question that ends with its own mark keeps it and gets no second one.
#[must_use]
pub fn read_back(answer: &str, question: &str) -> String {
    let template = if question.ends_with(['?', '.']) {
        READ_BACK.replacen("{question}.", "{question}", 1)
    } else {
        READ_BACK.to_owned()
    };
    fill(&template, &[("answer", answer), ("question", question)])
}

/// The line a person ticks for a tag.
#[must_use]
pub const fn tag(tag: Tag) -> &'static str {
    match tag {
        Tag::Osteoporosis => TAG_OSTEOPOROSIS,
        Tag::Pregnancy => TAG_PREGNANCY,
        Tag::Surgery => TAG_SURGERY,
        Tag::Shoulder => TAG_SHOULDER,
        Tag::Neck => TAG_NECK,
        Tag::Dizzy => TAG_DIZZY,
        Tag::Hypermobile => TAG_HYPERMOBILE,
        Tag::Wrist => TAG_WRIST,
        Tag::Knee => TAG_KNEE,
        Tag::Hip => TAG_HIP,
        Tag::LowBack => TAG_LOW_BACK,
        Tag::Rib => TAG_RIB,
        Tag::EyePressure => TAG_EYE_PRESSURE,
        Tag::BleedSkin => TAG_BLEED_SKIN,
        Tag::LieFlat => TAG_LIE_FLAT,
        Tag::Balance => TAG_BALANCE,
    }
}
