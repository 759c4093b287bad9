//! The pages of the door: their lines, their follow-ups, and what is said to whoever is held (CONTENT 3.2 to 3.5).

use super::fill;
use crate::routine::Tag;
use crate::safety::{Item, Outcome, Sign};

texts! {
    /// The title of the first page.
    NOW = "Now";
    /// The title of the second.
    BEFORE = "Before we start";
    /// The title of the third.
    AROUND = "Work around";
    /// Over the lines of *Now*, the first time.
    NOW_FIRST = "New or worse in the last two weeks:";
    /// Over the lines of *Now*, from then on.
    NOW_SINCE = "New or worse since you were last here:";
    /// Over the lines of *Before we start*.
    TICK_TRUE = "Tick what is true for you:";
    /// Over the lines of *Work around*.
    TICK_AROUND = "Tick what you have. We change movements for it:";
    /// The last line of each page.
    NONE = "None of these";
    /// Now, 1.
    CHEST = "Chest pain or pressure, also into arm, jaw or back; sudden trouble breathing";
    /// Now, 2.
    STROKE = "Sudden, even if it is over: weak or numb face, arm or leg; trouble speaking or seeing; worst headache (not your usual migraine)";
    /// Now, 3.
    SADDLE = "Numb between the legs; cannot pee, or cannot hold pee or poo; both legs weak or numb";
    /// Now, 4.
    ACCIDENT = "Back or neck pain from an accident that nobody has checked";
    /// Now, 5.
    FEVER = "Fever now, or feeling very ill now";
    /// Before, a.
    UNDER_18 = "I am under 18";
    /// Before, b.
    LIMB = "Tingling, numbness or weakness in an arm, hand or leg; clumsy hands";
    /// Before, c.
    FALL = "A fall, crash or knock in the last 12 weeks that still hurts, or was hard and nobody checked";
    /// Before, d.
    BLADES = "Pain (not stiffness) between the shoulder blades, new or getting worse";
    /// Before, e.
    BACK_PAIN = "Back pain with unwanted weight loss, night sweats, a new lump or shape, or that no position eases";
    /// Before, f.
    IMMUNITY = "New or different back pain, and cancer at any time or weak immunity";
    /// Before, g.
    HEART = "Chest pain or unusual breathlessness, active or lying flat; heart or blood pressure not under control";
    /// Before, h.
    BLACKOUT = "Fainting, dizziness, double vision or unsteady walking that nobody checked";
    /// Before, i.
    OPERATION = "In the last 12 weeks: an operation, blood clot, stroke or heart attack; or told to move less, or only with help";
    /// Around.
    THIN_BONES = "Weak bones, or cortisone tablets for 3 months";
    /// Around.
    PREGNANT = "Pregnant";
    /// Around.
    SURGERY = "Operation on chest, belly, back, neck or shoulder in the last year, or still sore";
    /// Around.
    SHOULDER = "Painful or loose shoulder";
    /// Around.
    NECK = "Neck: old injury, arthritis, or sore";
    /// Around.
    DIZZY = "Dizzy when the head moves";
    /// Around.
    HYPERMOBILE = "Very flexible joints";
    /// Around.
    WRIST = "Wrist or hand pain";
    /// Around.
    KNEE = "Kneeling hurts";
    /// Around.
    HIP = "Hip pain";
    /// Around.
    NEW_HIP = "Hip replaced";
    /// Around.
    LOW_BACK = "Low back pain with bending or arching";
    /// Around.
    SPINE = "Fused spine, or stiff from an illness";
    /// Around.
    RIB = "Sore ribs or breastbone";
    /// Around.
    EYE_PRESSURE = "High eye pressure (glaucoma) or eye surgery";
    /// Around.
    BLEED_SKIN = "Medicine against blood clots, or sore skin on the back";
    /// Around.
    LIE_FLAT = "It hurts to lie flat (not because of breath)";
    /// Around.
    BALANCE = "Unsteady on my feet";
    /// Around.
    SITTING = "I cannot stand (wheelchair)";
    /// An answer.
    YES = "Yes";
    /// An answer.
    NO = "No";
    /// An answer.
    NOT_SURE = "Not sure";
    /// An answer.
    NO_OR_NOT_SURE = "No, or not sure";
    /// An answer.
    EXAMINED = "It was checked, and I was told that gentle movement is fine";
    /// An answer.
    NOT_EXAMINED = "Not checked yet, or nobody said that gentle movement is fine, or I am not sure";
    /// An answer.
    OLD_NOT_EXAMINED = "Old, always the same, and nobody examined it";
    /// An answer.
    NEW_OR_WORSE = "It is new, it gets worse, or I am not sure";
    /// An answer.
    WEAK = "The arm, hand or leg is weak, or my hands are clumsy, and nobody checked it";
    /// An answer.
    GETS_WORSE = "It is strong, gets worse, or nothing eases it";
    /// An answer.
    EASES = "It is mild, and moving or another position eases it";
    /// An answer.
    DOUBLE_OR_AGAIN = "It was in the last two weeks, or there was double vision, a fall or trouble speaking";
    /// An answer.
    NOBODY_SAID_SO = "Nobody has told me yet that gentle movement is fine, or I am not sure";
    /// An answer.
    OPERATION_FINE = "An operation, and I was told that gentle movement is fine";
    /// An answer.
    CLOT_FINE = "A blood clot, and I was told that gentle movement is fine";
    /// An answer.
    BOTH_FINE = "Both, and I was told that gentle movement is fine";
    /// An answer.
    LIMITS_FINE = "A stroke, heart attack or limits, and I was told that gentle stretching at home is fine";
    /// An answer.
    HIP_WEEKS = "Less than 12 weeks ago, and nobody has said yet that gentle movement is fine";
    /// An answer.
    HIP_WEEKS_FINE = "Less than 12 weeks ago, and I was told that gentle movement is fine";
    /// An answer.
    HIP_YEARS = "Longer ago";
    /// The follow-up of an accident.
    ASK_ACCIDENT = "Is the pain very strong, or is anything numb or weak?";
    /// The follow-up of a fever.
    ASK_FEVER = "Do you have back or neck pain as well?";
    /// The follow-up of a limb.
    ASK_LIMB = "The arm, hand or leg: which is true?";
    /// The follow-up of a fall.
    ASK_FALL = "The fall, crash or knock: which is true?";
    /// The follow-up of pain between the shoulder blades.
    ASK_BLADES = "The pain between the shoulder blades: which is true?";
    /// The follow-up of back pain with something else.
    ASK_BACK_PAIN = "This back pain: which is true?";
    /// The follow-up of chest, breath, heart and blood pressure.
    ASK_HEART = "Chest, breath, heart or blood pressure: which is true?";
    /// The follow-up of a blackout.
    ASK_BLACKOUT = "The blackout or dizziness: which is true?";
    /// The follow-up of an operation, a clot, limits.
    ASK_OPERATION = "The operation, clot or limit: which is true?";
    /// The follow-up of thin bones.
    ASK_THIN_BONES = "Do you have sudden new back pain, or did you become clearly shorter?";
    /// The follow-up of an operation that is worked around.
    ASK_CLEARED = "Did a doctor or physiotherapist say that gentle movement is fine after this operation?";
    /// The follow-up of dizziness.
    ASK_DIZZY = "Did a doctor or nurse examine you for this dizziness?";
    /// The follow-up of ribs.
    ASK_RIB = "Did a doctor or nurse check the ribs or breastbone?";
    /// The follow-up of a hip.
    ASK_NEW_HIP = "When was the hip replaced?";
    /// What something is called later.
    NAME_CHEST = "chest pain";
    /// What something is called later.
    NAME_STROKE = "sudden weakness, speech, sight or headache";
    /// What something is called later.
    NAME_SADDLE = "numbness between the legs, bladder, bowels or both legs";
    /// What something is called later.
    NAME_ACCIDENT = "back or neck pain from an accident";
    /// What something is called later.
    NAME_FEVER = "fever or illness";
    /// What something is called later.
    NAME_UNDER_18 = "age under 18";
    /// What something is called later.
    NAME_LIMB = "tingling, numbness or weakness in an arm, hand or leg";
    /// What something is called later.
    NAME_FALL = "fall, crash or knock";
    /// What something is called later.
    NAME_BLADES = "pain between the shoulder blades";
    /// What something is called later.
    NAME_BACK_PAIN = "back pain with other signs";
    /// What something is called later.
    NAME_IMMUNITY = "new back pain, with cancer or weak immunity";
    /// What something is called later.
    NAME_HEART = "chest discomfort, breathlessness, heart or blood pressure";
    /// What something is called later.
    NAME_BLACKOUT = "blackout or dizziness";
    /// What something is called later.
    NAME_OPERATION = "operation, blood clot or limit";
    /// What something is called later.
    NAME_PATTERN = "pain in several sessions";
    /// What something is called later.
    NAME_SORER = "sorer back three times in a row";
    /// What emergency services are told. Fill the first line with [`call`].
    SAY_CHEST = "Say: chest pain.";
    /// What emergency services are told.
    SAY_STROKE = "Say: it may be a stroke. Say when it began.";
    /// What emergency services are told.
    SAY_SADDLE = "Say: back problem. Say which: numb between the legs, cannot pee, cannot hold pee or poo, both legs weak.";
    /// What emergency services are told.
    SAY_ACCIDENT = "Say: accident, and pain in the back or neck.";
    /// The first line of an emergency. Fill with [`call`].
    CALL = "Call {number} now.";
    /// The numbers where none is set.
    NUMBERS = "112, 999 or 911";
    /// What to do.
    DO_REST = "Sit or lie as it is easiest. Do not drive. Ask someone to come to you.";
    /// What to do after an accident.
    DO_STILL = "Keep still. Do not bend or turn. Do not drive.";
    /// What was said, and when. Fill with [`you_said`].
    YOU_SAID = "You said on {day}: {name}.";
    /// How an emergency is over.
    CHECKED_SINCE = "Has a doctor or nurse checked it since? Or was it a mistake? Press m.";
    /// The first line of a hold.
    HELD = "No stretching for now.";
    /// A hold and what to do.
    DO_LIMB_TODAY = "See a doctor today. If it came suddenly on one side, both legs are weak, you are numb between the legs, or you cannot pee or cannot hold it: call {number}.";
    /// A hold and what to do.
    DO_LIMB = "Ask a doctor or physiotherapist to examine it before you stretch. Ask them: is a nerve involved? Which movements are fine?";
    /// A hold and what to do.
    DO_FALL = "Have it checked before you stretch; today with weak bones, medicine against blood clots, strong pain or a hit on the head. If you are confused, vomit, breathe badly, or get numb or weak: call {number}.";
    /// A hold and what to do.
    DO_BLADES = "See a doctor or physiotherapist this week. If the pain is sudden or tearing, or you are short of breath: call {number}.";
    /// A hold and what to do.
    DO_BACK_PAIN = "Call a doctor today and say which of these you have. If a leg gets weak, you are numb between the legs, or you cannot pee or cannot hold it: call {number}.";
    /// A hold and what to do.
    DO_IMMUNITY = "Call a doctor this week; today if the pain is strong, gets worse or wakes you. Say what illness or treatment you had. If the legs get weak or numb, or you cannot pee: call {number}.";
    /// A hold and what to do.
    DO_HEART = "See a doctor before any exercise; today if it is new or worse. If it comes at rest, does not stop when you rest, or you sweat or feel sick: call {number}.";
    /// A hold and what to do.
    DO_BLACKOUT = "See a doctor before you stretch. Do not drive until then.";
    /// A hold and what to do.
    DO_BLACKOUT_TODAY = "See a doctor today. Do not drive. If a side of the body gets weak, or speech or sight is strange: call {number}.";
    /// A hold and what to do.
    DO_OPERATION = "Ask the people who treated you: is gentle stretching of the back and neck fine, and from when?";
    /// A hold and what to do.
    DO_THIN_BONES = "Call a doctor today. Say that your bones may be thin, and what is new.";
    /// A hold and what to do.
    DO_DIZZY = "Ask a doctor or nurse to check the dizziness before you stretch.";
    /// A hold and what to do.
    DO_RIB = "Have the ribs or breastbone checked before you stretch.";
    /// A hold and what to do.
    DO_FEVER = "Rest. Come back when it is gone, tomorrow at the earliest. If you get worse: call a doctor. If you are confused, breathe badly or have a stiff neck: call {number}.";
    /// A hold and what to do.
    DO_FEVER_TODAY = "Call a doctor today: fever or illness with back or neck pain. If you are confused, or the neck is too stiff to bend: call {number}.";
    /// A hold and what to do.
    DO_ACCIDENT = "Have it checked today. Until then do not bend or turn the back or neck. If anything gets numb or weak: call {number}.";
    /// A hold and what to do.
    DO_UNDER_18 = "unhunch is made for adults. A parent, a teacher or a physiotherapist can show you movements that suit you.";
    /// A hold and what to do.
    DO_PATTERN = "Show this to a physiotherapist or a doctor. Tell them which movements hurt.";
    /// What stays open under a pause.
    STAYS_OPEN = "Open for you: the breathing break and the desk check.";
    /// How a hold is over.
    COME_BACK = "Come back when it is checked: press m. Was it a mistake? Press m.";
    /// How a pause for a fever is over.
    COME_BACK_WELL = "When it is gone: press m. Was it a mistake? Press m.";
    /// How a hold for somebody's age is over.
    COME_BACK_OF_AGE = "18 now, or a mistake? Press m.";
    /// Asked about something by its name. Fill with [`about`].
    ABOUT = "The {name} of {day}:";
    /// An answer to it.
    WAS_CHECKED = "A doctor, nurse or physiotherapist checked it and said that gentle movement is fine";
    /// An answer to it.
    WAS_MISTAKE = "That was a mistake: I did not have this";
    /// An answer to it.
    IS_GONE = "It is gone";
    /// An answer to it.
    IS_18 = "I am 18 now";
    /// An answer to it.
    NOT_YET = "Not yet";
    /// Whose answers these are. Fill with [`answers_of`].
    ANSWERS_OF = "Answers of {day}. Not you? x";
    /// The same while somebody is held.
    ONLY_ELSE = "x is only for someone else.";
    /// A key that came too early.
    TOO_EARLY = "Too early. Read to the end, then press it again.";
    /// A key that follows on itself at once.
    ONE_PRESS = "Pressed twice at once: it counts as one.";
    /// A none key where something is ticked.
    TICKED = "Something is ticked. Enter goes on, u takes a tick back.";
    /// Enter where nothing is ticked.
    NOTHING_TICKED = "Nothing is ticked. Is it none of these? Press {key}.";
    /// A letter that is ticked already.
    TICKED_ALREADY = "It is ticked already. u takes the last tick back.";
    /// A line that is pointed out. Fill with [`suggested`].
    SUGGESTED = "You stopped for this two times. Is it true for you? {key}: {line}";
    /// Lines below the window.
    MORE_BELOW = "There is more below: press the down key.";
    /// Why the pages are asked although they were answered.
    DAMAGED = "A part of your answers could not be read. Please answer once more.";
    /// Why the pages are asked although they were answered.
    AFTER_HOLD = "That is settled. Please answer once more, then we start.";
    /// Why the pages are asked although they were answered.
    EXPIRED = "Your answers are 90 days old. Please answer once more.";
    /// Why the pages are asked although they were answered.
    AFTER_STOP = "You stopped last time. Please answer once more.";
    /// What a guest is told.
    FOR_GUEST = "For this once, nothing of yours is mixed with the other answers.";
    /// What a guest's session was held by.
    GUEST_HELD = "An earlier guest was held. Are you that person? Then see above. If not, ask the owner of this computer.";
    /// Shown when pregnancy is ticked.
    MATERNITY = "Bleeding, fluid, regular tightenings, faintness or a bad headache: stop and call your maternity team.";
    /// Said once when something is worked around.
    WORKED_AROUND = "Thanks. Where a movement does not fit what you ticked, it is changed.";
    /// Said with what is worked around for pain between the shoulder blades.
    WATCH_IT = "If it is not better in a week, or gets worse: have it examined.";
    /// In the place of a routine under a wide hold.
    NO_ROUTINES = "Nothing starts until it is settled. Press m.";
}

/// The line of something to work around.
#[must_use]
pub const fn tag(tag: Tag) -> &'static str {
    match tag {
        Tag::Osteoporosis => THIN_BONES,
        Tag::Pregnancy => PREGNANT,
        Tag::Surgery => SURGERY,
        Tag::Shoulder => SHOULDER,
        Tag::Neck => NECK,
        Tag::Dizzy => DIZZY,
        Tag::Hypermobile => HYPERMOBILE,
        Tag::Wrist => WRIST,
        Tag::Knee => KNEE,
        Tag::Hip => HIP,
        Tag::NewHip => NEW_HIP,
        Tag::LowBack => LOW_BACK,
        Tag::Spine => SPINE,
        Tag::Rib => RIB,
        Tag::EyePressure => EYE_PRESSURE,
        Tag::BleedSkin => BLEED_SKIN,
        Tag::LieFlat => LIE_FLAT,
        Tag::Balance => BALANCE,
        Tag::Sitting => SITTING,
    }
}

/// The first line of an emergency, with the person's own number where one is set.
#[must_use]
pub fn call(number: Option<&str>) -> String {
    fill(CALL, &[("number", number.unwrap_or(NUMBERS))])
}

/// What was said, and when.
#[must_use]
pub fn you_said(item: Item, day: &str) -> String {
    fill(YOU_SAID, &[("name", item.name()), ("day", day)])
}

/// Something by its name: "The chest pain of 21 November".
#[must_use]
pub fn about(item: Item, day: &str) -> String {
    fill(ABOUT, &[("name", item.name()), ("day", day)])
}

/// Whose answers these are.
#[must_use]
pub fn answers_of(day: &str) -> String {
    fill(ANSWERS_OF, &[("day", day)])
}

/// A line that is pointed out.
#[must_use]
pub fn suggested(key: char, item: Item) -> String {
    fill(SUGGESTED, &[("key", &key.to_string()), ("line", item.text())])
}

/// Enter where nothing is ticked.
#[must_use]
pub fn nothing_ticked(key: char) -> String {
    fill(NOTHING_TICKED, &[("key", &key.to_string())])
}

/// What somebody who is held for this does, with the person's own number where one is set.
#[must_use]
pub fn advice(item: Item, outcome: Outcome, number: Option<&str>) -> String {
    let urgent = outcome >= Outcome::Urgent;
    let text = match item {
        Item::Sign(Sign::Limb | Sign::StopLimb) if urgent => DO_LIMB_TODAY,
        Item::Sign(Sign::Limb | Sign::StopLimb) => DO_LIMB,
        Item::Sign(Sign::Fall) => DO_FALL,
        Item::Sign(Sign::Blades) => DO_BLADES,
        Item::Sign(Sign::BackPain) => DO_BACK_PAIN,
        Item::Sign(Sign::Immunity) => DO_IMMUNITY,
        Item::Sign(Sign::Heart | Sign::Chest | Sign::StopChest) => DO_HEART,
        Item::Sign(Sign::Blackout) if !urgent => DO_BLACKOUT,
        Item::Sign(Sign::Blackout | Sign::Stroke | Sign::StopSigns) => DO_BLACKOUT_TODAY,
        Item::Sign(Sign::Operation) | Item::Tag(Tag::Surgery | Tag::NewHip) => DO_OPERATION,
        Item::Sign(Sign::Fever) if urgent => DO_FEVER_TODAY,
        Item::Sign(Sign::Fever) => DO_FEVER,
        Item::Sign(Sign::Accident) => DO_ACCIDENT,
        Item::Sign(Sign::Saddle) => DO_LIMB_TODAY,
        Item::Sign(Sign::Under18) => DO_UNDER_18,
        Item::Tag(Tag::Osteoporosis) => DO_THIN_BONES,
        Item::Tag(Tag::Dizzy) => DO_DIZZY,
        Item::Tag(Tag::Rib) => DO_RIB,
        Item::Sign(Sign::Pattern | Sign::Sorer) | Item::Tag(_) => DO_PATTERN,
    };
    fill(text, &[("number", number.unwrap_or(NUMBERS))])
}
