package details

import "github.com/fieldfare/fieldfare/assessments"

// sheets says what each kind of record is asked, in the order of the form.
var sheets = map[assessments.Kind][]Part{
	assessments.KindChild: {
		{"Name", []Entry{
			{"name", "Whole name, in its own order", Line, ""}, {"preferred_name", "Likes to be called", Line, ""},
			{"given_name", "First or own name", Line, ""}, {"family_name", "Family name", Line, "Leave empty where the name has none"},
			{"pronoun", "Spoken of as", Chips, ""}}},
		{"Born", []Entry{{"born", "Date of birth", Date, ""}, {"nhs_number", "NHS number", Line, ""}, {"nhs_status", "NHS number is", Chips, ""},
			{"gestation", "Weeks and days at birth", Line, "Such as 29+2"}}},
		{"School", []Entry{{"setting", "School or nursery", Place, ""}, {"year", "Year", Line, "Moves on each 1 September by the birthday. With others of another age, add: out of year group"}, {"class", "Class", Line, ""},
			{"attendance", "Attendance", Line, ""}, {"next_setting", "Goes next to", Line, ""}, {"upn", "Unique pupil number", Line, ""}, {"ehc_plan", "EHC plan", Chips, ""}}},
		{"Home and health", []Entry{{"address", "Address", Notes, ""}, {"postcode", "Postcode", Line, ""}, {"language", "Language at home", Line, ""},
			{"interpreter", "Interpreter", Line, "Language, and when"}, {"format", "How letters must be written", Line, ""},
			{"hand", "Hand used", Chips, ""}, {"diagnoses", "Confirmed diagnoses", Lines, ""}}},
	},
	assessments.KindPerson: {
		{"Who", []Entry{{"name", "Name", Line, ""}, {"role", "Is the child's", Pick, ""}, {"job", "Job", Line, ""}, {"organisation", "Works for", Line, ""},
			{"level", "Qualification level", Line, ""}, {"band", "Band", Line, ""}, {"hcpc", "HCPC registration", Line, ""}}},
		{"Family", []Entry{{"parental_responsibility", "Parental responsibility", Chips, ""}, {"lives", "Lives", Line, ""}}},
		{"To reach them", []Entry{{"phone", "Phone, and when", Line, ""}, {"email", "Email", Line, ""}, {"language", "Speaks", Line, ""}, {"reads", "Reads", Line, ""},
			{"interpreter", "Interpreter", Chips, ""}}},
	},
	assessments.KindBasis: {
		{"What for", []Entry{{"purpose", "Purpose", Chips, ""}, {"recipient", "Shared with", Pick, ""}, {"person", "With this person only", Person, ""}, {"who", "With somebody not recorded", Line, ""}}},
		{"Decision", []Entry{{"decision", "Decision", Chips, ""}, {"on", "On", Date, ""}, {"given_by", "By", Person, ""}, {"authority", "By what right", Pick, ""},
			{"withdrawn_on", "Taken back on", Date, ""}, {"withdrawn_by", "Taken back by", Person, ""}, {"words", "In their words, and what was done", Notes, ""}, {"interpreter", "How it was interpreted", Line, ""}, {"limits", "How much", Chips, ""}}},
		{"Rests on", []Entry{{"basis", "Basis", Chips, ""}, {"clinician", "Named clinician, where it is not consent", Person, ""}, {"reason", "Reason", Notes, ""}, {"objection", "Any objection", Notes, ""},
			{"approved_by", "Lead who approved it, where it is not consent", Person, ""}, {"approved_on", "Approved on", Date, ""}}},
	},
	assessments.KindReferral: {
		{"Referral", []Entry{{"received", "Received", Date, ""}, {"from", "From", Person, ""}, {"from_who", "From somebody not recorded", Line, ""}, {"channel", "Came by", Pick, ""},
			{"reason", "In the referrer's words", Notes, ""}, {"permission_on", "Family's permission", Date, ""}, {"permission_by", "Permission by", Person, ""}}},
		{"Triage", []Entry{{"triaged_on", "Triaged", Date, ""}, {"outcome", "Outcome", Chips, ""}, {"tier", "Tier", Chips, ""}, {"episode_opened_on", "Episode of care opened", Date, ""}, {"next_step", "Next step", Notes, ""}}},
	},
	assessments.KindContact: {
		{"Contact", []Entry{{"type", "Type", Chips, ""}, {"purpose", "What for", Line, ""}, {"on", "Day", Date, ""}, {"from", "From", Time, "Such as 09:30"}, {"to", "To", Time, "Such as 10:15"},
			{"place", "Where", Chips, ""}, {"setting", "Which school or clinic", Place, ""}, {"clinician", "Led by", Person, ""}}},
		{"What became of it", []Entry{{"status", "It was", Chips, ""}, {"child_present", "Child present", Chips, ""}, {"summary", "What was discussed or agreed", Notes, ""}, {"agreed", "Plan agreed with the family", Check, ""},
			{"reason", "If it did not happen, why", Notes, ""}, {"safeguarding_check", "Not brought: whom was asked, and what they said", Notes, ""},
			{"decision", "Not brought: what was decided, and why", Notes, ""}, {"decided_by", "Decided by", Person, ""}, {"next", "Next step", Line, ""}}},
	},
	assessments.KindSetting: {
		{"Place", []Entry{{"name", "Name", Line, ""}, {"type", "Type", Chips, ""}, {"address", "Address", Notes, ""}, {"phone", "Telephone", Line, ""}, {"email", "Office mailbox", Line, "Reports go to addresses at the same domain"}, {"authority", "Local authority", Line, ""}}},
	},
	assessments.KindAlert: {
		{"Alert", []Entry{{"text", "What to know", Notes, ""}, {"type", "Type", Pick, ""}, {"since", "Since", Date, ""}, {"ended", "Ended", Date, ""}, {"source", "Who said so, and when it was checked", Line, ""}}},
	},
	assessments.KindService: {
		{"Service", []Entry{{"name", "Name on every report", Line, ""}, {"phone", "Telephone", Line, ""}, {"hours", "When it is answered", Line, ""}, {"email", "Email", Line, ""}}},
	},
}
