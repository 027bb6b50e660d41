package history

import "github.com/fieldfare/fieldfare/assessments"

// labels are the fields whose names do not say enough.
var labels = map[string]string{"on": "Day", "at": "Time", "text": "Words", "of": "Record", "by": "By", "from": "Start", "to": "End", "type": "What it is", "preferred_name": "Likes to be called",
	"said_by": "Said by", "said_who": "Said by", "help": "How much help", "child_present": "Child present", "countersign_by": "Countersigned by", "countersigned_on": "Countersigned on",
	"not_for": "Not for", "other_names": "Other children named", "moved_from": "Moved from", "moved_signer": "Signed before by", "pdf": "Signed PDF", "choices": "Author’s choices",
	"words_of": "In whose words", "set_on": "Agreed on", "review_on": "Review on", "rows": "Readings", "nhs_number": "NHS number", "upn": "Unique pupil number", "hcpc": "HCPC registration"}

// kindLabels are the fields that the screen of their kind calls by words of its own.
var kindLabels = map[assessments.Kind]map[string]string{
	assessments.KindObservation: {"text": "Note"},
	assessments.KindContact: {"purpose": "What for", "from": "From", "to": "To", "place": "Where", "summary": "What was discussed or agreed", "next": "Next step",
		"agreed": "Findings and plan agreed with the family"},
	assessments.KindAlert:        {"text": "What to know"},
	assessments.KindGoal:         {"title": "Goal in a few words", "rating_label": "Called in the ratings", "order": "Place among the goals"},
	assessments.KindActivityPlan: {"title": "What it is called", "warnings": "What must not be done, one to a line"},
	assessments.KindEquipment: {"item": "What it is", "size": "Maker's size", "place": "Where it is used", "accessories": "Every part that comes with it",
		"use": "When and how long it is used", "use_set_by": "Who decides how long", "funder": "Who pays", "checks": "Who checks what, how often", "lifting": "It lifts people",
		"examined_on": "Last examined", "examine_by": "Next examination by"},
	assessments.KindEquipmentItem: {"owner": "Who owns it", "serial": "Serial number", "batch": "Batch or lot number", "place": "Kept at", "note": "Anything to remember",
		"examined_on": "Last examined", "examine_by": "Next examination by", "due_back_on": "Due back", "lifting": "It lifts people"},
	assessments.KindNeed:    {"statement": "The need, in one or two sentences", "owner": "Who advises, if not occupational therapy"},
	assessments.KindOutcome: {"statement": "By when, who does what, how well, how often", "counted_by": "Who counts, and how"},
	assessments.KindProvision: {"ratio": "One to one, or one to how many", "qualification": "Registration, band or level", "mode": "How it is given",
		"includes": "What happens in it, with how much", "training": "Who is trained, and when again", "needs": "Equipment and materials, who owns and pays",
		"short": "In a few words, for tables", "dates_note": "About the dates", "start": "Starts", "end": "Ends", "disputed": "What is not settled, and who settles it"},
	assessments.KindScore:        {"tool": "Name of the tool", "on": "Day of the test", "form": "Form or age band", "means": "What the scores mean for everyday life"},
	assessments.KindAttachment:   {"caption": "What stands under it", "shows": "What it shows, for a reader who does not see it"},
	assessments.KindGroupSession: {"pre_work": "Pre-work: what is to be done before", "on": "Date", "notes": "Notes"},
}

// Label is a field in words, as the screen names it on which it is written.
func Label(kind assessments.Kind, field string) string {
	if l, ok := kindLabels[kind][field]; ok {
		return l
	}
	if l, ok := labels[field]; ok {
		return l
	}
	return assessments.UpperFirst(spaced(field))
}

// KindTitle is a kind of record as people call it.
func KindTitle(kind assessments.Kind) string {
	switch kind {
	case assessments.KindObservation:
		return "Note"
	case assessments.KindReport:
		return "Report"
	}
	if k, ok := assessments.LookupKind(kind); ok {
		return k.Title
	}
	return assessments.UpperFirst(spaced(string(kind)))
}
