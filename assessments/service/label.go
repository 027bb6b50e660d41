package service

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// titles are what the sections are called on a screen, in the order of a child's way through the service.
var titles = [][2]string{
	{About, "About these rules"},
	{"ages", "Ages"}, {"catchment", "Where children live, or go to school"}, {"exclusion", "What the service does not do"}, {"needs", "Needs"},
	{"areas", "Parts of daily life"}, {"reflect", "Questions to think about first"}, {"referrer", "Who may refer"}, {"channels", "How a referral arrives"},
	{"pathway", "Other ways in"}, {"consent", "Consent before a referral"}, {"before", "Advice before a referral"}, {"return", "Coming back after a discharge"},
	{"triage", "Triage"}, {"phone_triage", "Triage by telephone"}, {"aim", "The aim for the first appointment"}, {"first_call", "The call before it"},
	{"first_appointment", "The first appointment"}, {"appointment", "How long an appointment lasts"}, {"reschedule", "Moving an appointment"},
	{"not_brought", "When a child is not brought"}, {"interpreter", "Interpreters"}, {"disruption", "When appointments fall away"}, {"hours", "Opening hours"},
	{"advice_line", "The advice line"}, {"clinic", "Clinics"}, {"site", "Special-school days"}, {"tier", "Levels of help"}, {"moves", "Moving between levels"},
	{"episode", "Episodes of care"}, {"places", "Places"}, {"offer", "What the service offers"}, {"plan", "What may come after a visit"}, {"sharing", "With whom findings are shared"},
	{"agreement", "What is agreed at a visit"}, {"discharge", "Discharge"}, {"resource", "Leaflets and pages"}, {"session", "Training and information sessions"},
	{"signpost", "Where else to turn"}, {"partners", "Partners"}, {"equipment", "Equipment"}, {"survey", "What families think"}, {"registration", "Registration"},
	{"phrase", "Phrases of the capture board"}, {"tally", "Things to count on the board"}, {"next_steps", "Next steps on the board"},
	{"wording", "Vague wording"}, {"template", "Question templates"}, {"template_without", "Question templates that are not offered"},
	{"block", "Paragraphs for reports"},
}

// Sections are the names of a pack's sections in the order they are shown in, with About first. A choice is none: it is answered, not edited.
func Sections() []string {
	out := make([]string, len(titles))
	for i, t := range titles {
		out[i] = t[0]
	}
	return out
}

// Title is what a section is called on a screen.
func Title(section string) string {
	for _, t := range titles {
		if t[0] == section {
			return t[1]
		}
	}
	if section == "choice" {
		return "The choices"
	}
	return word(section)
}

// called are the keys whose own names would not be understood.
var called = map[string]string{
	"rules": "Rule numbers it rests on", "from": "From", "to": "To", "ends": "When it ends", "in_education": "Only in education", "plan_of": "EHC plan kept by",
	"school_in": "School in", "no_catchment": "In place of the catchment", "over": "Over the age of", "unless": "Except", "basis": "By",
	"in_curriculum": "Only within the curriculum", "hard": "Never set aside", "override_reasons": "What may set it aside", "still": "What is given all the same",
	"change": "What would change it", "judgement": "What the therapist judges", "cause_rules": "Rule numbers of causes and conditions", "list": "Part of daily life",
	"prompts": "Question", "name": "Word used in records", "only_return": "Only when coming back", "permission": "With the family’s permission", "only": "By no other way",
	"refuse": "Not taken", "accept": "Way in", "long_term": "Long-term disability needed", "anyone": "Anyone may refer", "no_referral": "No referral needed", "concerns": "What it is for",
	"ask": "Ask", "window": "Length of time", "working_days": "Working days", "day_rules": "Rule numbers of the days", "by": "By whom", "under": "Under the age of",
	"min": "Shortest, in minutes", "max": "Longest, in minutes", "limit": "How often", "page": "What the page says", "child": "A child is recorded as",
	"own_from": "Own appointments from the age of", "own": "A young person is recorded as", "language_line": "Telephone interpreting", "line_rules": "Rule numbers of the line",
	"bank_holidays": "Open on bank holidays", "weeks": "Weeks", "walk_in": "Nobody books", "booked_by": "Who books", "sample": "A sample is needed first", "days_per_week": "Days a week",
	"term_time": "In term time only", "named_therapist": "Always the same therapist", "home_support": "Support at home", "referral": "Only after a referral", "between": "Between (two levels on a line)",
	"at": "Where", "follows_goal": "Where the goal matters", "with": "With", "needs": "Needed first", "options": "Option", "when": "When", "about": "About", "for": "For", "pre_work": "What comes before it",
	"every": "How often", "asks": "What is recorded with each", "band": "Age band", "ceiling": "Upper limit", "choice": "Only under the choice", "reading": "and its answer",
	"clinic": "Clinic", "site": "School", "tier": "Level", "exclusion": "Exclusion", "referrer": "Group", "pathway": "Way in", "before": "Advice", "offer": "Offer", "discharge": "Ending",
	"resource": "Resource", "session": "Session", "signpost": "Place", "catchment": "Area", "months": "Months",
	"phrase": "Heading", "tile": "Tile", "tally": "Thing to count", "template": "Question template", "block": "Paragraph",
}

// word is a key as a label.
func word(key string) string {
	if w := called[key]; w != "" {
		return w
	}
	w := strings.ReplaceAll(key, "_", " ")
	return assessments.UpperFirst(w)
}

// says are the words of a key that would not be understood as they stand in a file.
var says = map[string]map[string]string{
	"kind": {"text": "In their own words", "yes-no": "Yes or no", "choice": "One of several answers", "choices": "Any of several answers", "number": "A number",
		"date": "A day", "scale": "A step on a scale", "time": "A time of day"},
	"asked_of":  {"therapist": "The therapist writes it down", "parent": "A parent or carer", "teacher": "A teacher", "young-person": "The child or young person"},
	"lifted_by": {"number": "Amount", "frequency": "Amount, or how often", "moment": "Amount, how often, or when", "ratio": "Number of children to an adult", "response": "Time within which somebody answers"},
	"eased_by":  {"number": "Amount", "frequency": "Amount, or how often", "moment": "Amount, how often, or when", "ratio": "Number of children to an adult", "response": "Time within which somebody answers"},
}
