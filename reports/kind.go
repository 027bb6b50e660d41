package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Kind is a kind of report, by the name the command line uses.
type Kind string

// The kinds of report.
const (
	EHCAdvice         Kind = "ehc-advice"
	SchoolAdvice      Kind = "school-advice"
	ActivityProgramme Kind = "activity-programme"
	EquipmentAdvice   Kind = "equipment"
	AdaptationAdvice  Kind = "adaptation"
	VisitSummary      Kind = "visit-summary"
	GoalProgress      Kind = "goal-progress"
	AnnualReview      Kind = "annual-review"
	DischargeSummary  Kind = "discharge-summary"
	Handover          Kind = "handover"
	LetterAccepted    Kind = "letter-accepted"
	LetterAdviceOnly  Kind = "letter-advice-only"
	LetterSignposted  Kind = "letter-signposted"
	LetterAppointment Kind = "letter-appointment"
	LetterNotBrought  Kind = "letter-not-brought"
	LetterDischarge   Kind = "letter-discharge"
	LetterSharing     Kind = "letter-sharing"
	TribunalBundle    Kind = "tribunal-bundle"
)

// Role is what a recipient is to the child; see assessments.Role for the list.
type Role = assessments.Role

// KindInfo is what is known of a kind of report before one is written.
type KindInfo struct {
	Kind  Kind
	Title string             // in a list and in the footer: "EHC advice"
	Words string             // in a sentence, with its article where it takes one: "an activity programme"
	Line  string             // what it is for, in one short line
	For   []Role             // its usual readers, the first of them unless the author says otherwise
	About []assessments.Kind // what Request.About may name: one visit, one plan, one appointment; none: the child as a whole
	Sizes bool               // may go to a reader who may have the first name and sizes only
	write func(*writer)
}

// Kinds lists every kind that can be written, in the order in which a therapist meets them.
func Kinds() []KindInfo {
	school, nursery, la, parent := assessments.RoleSchool, assessments.RoleNursery, assessments.RoleLocalAuthority, assessments.RoleParent
	supplier, gp := assessments.RoleSupplier, assessments.RoleGP
	return append([]KindInfo{
		{Kind: EHCAdvice, Title: "EHC advice", Words: "EHC advice", Line: "For a plan or an assessment", For: []Role{la, parent}, write: (*writer).ehc},
		{Kind: SchoolAdvice, Title: "School advice", Words: "school advice", Line: "For a school or nursery: page one is the whole message", For: []Role{school, nursery, parent}, write: (*writer).school},
		{Kind: EquipmentAdvice, Title: "Equipment and seating", Words: "an equipment recommendation", Line: "Sizes, product, settings and why; a supplier gets sizes only",
			For: []Role{school, nursery, parent, la, supplier}, About: []assessments.Kind{assessments.KindEquipment}, Sizes: true, write: (*writer).equipmentAdvice},
		{Kind: AdaptationAdvice, Title: "Adaptation", Words: "an adaptation recommendation", Line: "What has to change in a building, in mm, and who pays",
			For: []Role{assessments.RoleSocialCare, la, parent, school, nursery}, About: []assessments.Kind{assessments.KindEquipment}, write: (*writer).adaptation},
		{Kind: ActivityProgramme, Title: "Activity programme", Words: "an activity programme", Line: "A page for each activity, to hang up and tick",
			For: []Role{parent, school, nursery}, About: []assessments.Kind{assessments.KindActivityPlan}, write: (*writer).programme},
		{Kind: VisitSummary, Title: "Visit summary", Words: "a visit summary", Line: "What was seen and agreed on one day",
			For: []Role{gp, parent, school, nursery}, About: []assessments.Kind{assessments.KindContact}, write: (*writer).visit},
		{Kind: GoalProgress, Title: "Goal progress", Words: "a goal progress report", Line: "How the goals have moved",
			For: []Role{parent, school, nursery, la, gp}, write: (*writer).goalProgress},
		{Kind: DischargeSummary, Title: "Discharge summary", Words: "a discharge summary", Line: "How care went, what goes on and how to come back",
			For: []Role{parent, school, nursery, gp}, About: []assessments.Kind{assessments.KindDischarge}, write: (*writer).discharge},
		{Kind: Handover, Title: "Handover", Words: "a handover", Line: "What the next therapist must know on the first morning",
			For: []Role{assessments.RoleOther, assessments.RoleHealthVisitor, assessments.RoleSocialCare}, write: (*writer).handover},
		{Kind: AnnualReview, Title: "Annual review", Words: "a contribution to the annual review", Line: "Agreed and delivered, progress, and what should change",
			For: []Role{la, school, nursery, parent}, write: (*writer).annualReview},
		{Kind: TribunalBundle, Title: "Tribunal bundle", Words: "a tribunal bundle", Line: "Every signed report, scores and days, numbered through",
			For: []Role{assessments.RoleTribunal, la, parent}, write: (*writer).bundle},
	}, letterKinds()...)
}

// LookupKind returns what is known of a kind; ok is false for a name that is no kind.
func LookupKind(k Kind) (KindInfo, bool) {
	for _, info := range Kinds() {
		if info.Kind == k {
			return info, true
		}
	}
	return KindInfo{}, false
}

// kindNames lists the kinds in a sentence, for somebody who typed another.
func kindNames() string {
	var names []string
	for _, info := range Kinds() {
		names = append(names, string(info.Kind))
	}
	return strings.Join(names, ", ")
}
