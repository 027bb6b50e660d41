package assessments

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// KindInfo describes a kind: what it is, which scopes it may have, and how to make its typed struct.
type KindInfo struct {
	Kind   Kind
	Title  string
	Doc    string
	Scopes []ScopeType
	New    func() Typed
}

// Fields lists the kind's fields, Common's first, in order of declaration. The list is everybody's and never changed: it is asked for at
// every record of a report.
func (k KindInfo) Fields() []FieldShape { return slices.Clip(shapesOf(typeOf(k.New())).told) }

// Kinds lists every kind this program knows, in the order of the documentation.
func Kinds() []KindInfo {
	child, setting, team := ScopeChild, ScopeSetting, ScopeTeam
	return []KindInfo{
		{KindService, "Service", "the therapy service whose reports these are", []ScopeType{team}, func() Typed { return new(Service) }},
		{KindSetting, "Setting", "a school, nursery, home area or clinic; its id is its scope's id", []ScopeType{setting}, func() Typed { return new(Setting) }},
		{KindChild, "Child", "who the record is about; its id is its scope's id", []ScopeType{child}, func() Typed { return new(Child) }},
		{KindPerson, "Person", "somebody around the child, at a setting, or a therapist of the service", []ScopeType{child, setting, team}, func() Typed { return new(Person) }},
		{KindBasis, "Consent or other basis", "who said yes or no to what, for whom", []ScopeType{child}, func() Typed { return new(Basis) }},
		{KindAlert, "Alert", "what staff must know before a visit", []ScopeType{child}, func() Typed { return new(Alert) }},
		{KindReferral, "Referral", "how the child came to the service, and the triage", []ScopeType{child}, func() Typed { return new(Referral) }},
		{KindContact, "Contact", "one planned or actual meeting with or about the child", []ScopeType{child, setting, team}, func() Typed { return new(Contact) }},
		{KindObservation, "Observation", "one stamped note", []ScopeType{child}, func() Typed { return new(Observation) }},
		{KindScore, "Assessment score", "the result of one tool on one day", []ScopeType{child}, func() Typed { return new(Score) }},
		{KindGoal, "Goal", "a participation goal with its rungs", []ScopeType{child}, func() Typed { return new(Goal) }},
		{KindGoalReview, "Goal review", "one scoring of one goal", []ScopeType{child}, func() Typed { return new(GoalReview) }},
		{KindActivityPlan, "Activity plan", "a programme somebody does at home or in school", []ScopeType{child}, func() Typed { return new(ActivityPlan) }},
		{KindActivity, "Activity", "one activity of a plan", []ScopeType{child}, func() Typed { return new(Activity) }},
		{KindLog, "Log", "one week of a programme, as whoever did it says", []ScopeType{child}, func() Typed { return new(Log) }},
		{KindMeasurement, "Measurement", "readings taken together, in mm and kg", []ScopeType{child}, func() Typed { return new(Measurement) }},
		{KindEquipment, "Equipment", "a piece of equipment or an adaptation", []ScopeType{child}, func() Typed { return new(Equipment) }},
		{KindNeed, "Need", "a need in Section B, C or D", []ScopeType{child}, func() Typed { return new(Need) }},
		{KindOutcome, "Outcome", "an outcome in Section E", []ScopeType{child}, func() Typed { return new(Outcome) }},
		{KindProvision, "Provision row", "a row of provision in Section F, G, H1 or H2", []ScopeType{child}, func() Typed { return new(Provision) }},
		{KindAdviceRequest, "Advice request", "a local authority's request for EHC advice", []ScopeType{child}, func() Typed { return new(AdviceRequest) }},
		{KindReport, "Report version", "one version of a report, frozen when signed", []ScopeType{child}, func() Typed { return new(Report) }},
		{KindTierMove, "Tier move", "a move between tiers of the service, with its reason", []ScopeType{child}, func() Typed { return new(TierMove) }},
		{KindClockHold, "Clock hold", "days in which one clock of the child stands still", []ScopeType{child}, func() Typed { return new(ClockHold) }},
		{KindBlock, "Block of sessions", "a fixed number of sessions agreed for the child", []ScopeType{child}, func() Typed { return new(Block) }},
		{KindDischarge, "Discharge", "the end of an episode of care, decided by a named clinician", []ScopeType{child}, func() Typed { return new(Discharge) }},
		{KindAnswers, "Answers", "a filled-in question template, pinned to its version", []ScopeType{child, setting, team}, func() Typed { return new(Answers) }},
		{KindTerms, "School calendar", "term dates, training days and closures of a setting", []ScopeType{setting}, func() Typed { return new(Terms) }},
		{KindSiteDay, "Site day", "a standing day of a therapist at a setting", []ScopeType{setting}, func() Typed { return new(SiteDay) }},
		{KindGroupSession, "Group session", "a group, training event or clinic with its register", []ScopeType{setting, team}, func() Typed { return new(GroupSession) }},
		{KindEquipmentItem, "Equipment item", "one thing with a serial number in the register", []ScopeType{team}, func() Typed { return new(EquipmentItem) }},
		{KindSurvey, "Survey", "one anonymous answer to the experience survey", []ScopeType{team}, func() Typed { return new(Survey) }},
		{KindAttachment, "Attachment", "a photo, drawing or page that belongs to another record", []ScopeType{child}, func() Typed { return new(Attachment) }},
		{KindTranslation, "Translation", "a signed report in another language", []ScopeType{child}, func() Typed { return new(Translation) }},
		{KindShare, "Share", "one signed version, or one set of questions, that goes to one recipient", []ScopeType{child}, func() Typed { return new(Share) }},
		{KindReceipt, "Receipt", "what became of a share at its recipient's end, written by the service", []ScopeType{child}, func() Typed { return new(Receipt) }},
		{KindAccess, "Access", "who has a child now, or who opened one they do not have, written by the service", []ScopeType{child, team}, func() Typed { return new(Access) }},
		{KindAmendment, "Amendment", "a correction, with the old words", []ScopeType{child, setting, team}, func() Typed { return new(Amendment) }},
		{KindEnteredInError, "Entered in error", "strikes a record out", []ScopeType{child, setting, team}, func() Typed { return new(EnteredInError) }},
		{KindChildLink, "Link of two children", "two children who may be one and the same; nothing is merged", []ScopeType{team}, func() Typed { return new(ChildLink) }},
	}
}

var kindIndex = func() map[Kind]KindInfo {
	m := map[Kind]KindInfo{}
	for _, k := range Kinds() {
		m[k.Kind] = k
	}
	return m
}()

// LookupKind returns what is known of a kind; ok is false for a kind made by a newer Fieldfare.
func LookupKind(k Kind) (KindInfo, bool) { i, ok := kindIndex[k]; return i, ok }

// Read fills a typed struct of the record's kind. It returns nil and no problems for a kind this program does not know.
func (r Record) Read() (Typed, Problems) {
	info, ok := kindIndex[r.Kind]
	if !ok {
		return nil, nil
	}
	t := info.New()
	return t, Decode(r.Fields, t)
}

// ReadOf is Read of a record that is of one of some kinds, and nil for another, which is not read: who looks for five consents must not
// read 5,000 pictures.
func (r Record) ReadOf(kinds ...Kind) Typed {
	if !slices.Contains(kinds, r.Kind) {
		return nil
	}
	t, _ := r.Read()
	return t
}

// Check returns every problem of a record at once: its id, its scope, each field's type and size, and the rules of its
// kind. A kind this program does not know is kept, not refused: only its id, scope and sizes are checked.
func Check(r Record) Problems {
	var p Problems
	checkEnvelope(r, &p)
	t, wrong := r.Read()
	p = append(p, wrong...)
	if t == nil {
		return p
	}
	// A field of the wrong type reads as empty: the sentence about its type is enough, "enter it" would be a second.
	bad := map[string]bool{}
	for _, w := range wrong {
		bad[w.Field] = true
	}
	var own Problems
	checkShape(t, &own)
	own = append(own, t.Check()...)
	for _, role := range t.common().NotFor {
		if !ValidRole(Role(role)) {
			own.add("not_for", "%q is not a role of a recipient.", role)
		}
	}
	for _, x := range own {
		if !bad[x.Field] {
			p = append(p, x)
		}
	}
	return p
}

func checkEnvelope(r Record, p *Problems) {
	if !r.ID.Valid() {
		p.add("id", "A record's id must be 36 characters like 01890a5d-ac96-774b-bcce-b302099a8057; %q is not.", string(r.ID))
	}
	if r.Kind == "" {
		p.add("kind", "A record must say its kind.")
	}
	if r.Scope.Type != ScopeTeam && !r.Scope.ID.Valid() {
		p.add(string(r.Scope.Type), "The record's %s must be a record's id.", r.Scope.Type)
	}
	if info, ok := kindIndex[r.Kind]; ok && !scopeAllowed(info, r.Scope.Type) {
		p.add("kind", "A %s belongs to %s, not to %s.", r.Kind, scopeWords(info.Scopes), scopeWords([]ScopeType{r.Scope.Type}))
	}
	if (r.Kind == KindChild || r.Kind == KindSetting) && r.Scope.ID != r.ID {
		p.add("id", "A %s's own record has the same id as its scope.", r.Kind)
	}
	for _, name := range r.Fields.Names() {
		v := r.Fields[name]
		if len(v) > MaxField {
			p.add(name, "%s is %d KiB; a field holds at most %d KiB. Split it into several notes.", name, len(v)>>10, MaxField>>10)
		}
		if nul, half := unprintable(v); nul {
			p.add(name, "%s holds a NUL character, which is not text. Type it again, or copy it without the invisible character.", name)
		} else if half {
			p.add(name, "%s holds half of a character (a lone surrogate). Copy it again from its source.", name)
		}
		if !utf8.Valid(v) {
			p.add(name, "%s holds bytes that are not text. Copy it again from its source.", name)
		}
	}
}

func scopeAllowed(k KindInfo, s ScopeType) bool {
	for _, x := range k.Scopes {
		if x == s {
			return true
		}
	}
	return false
}

func scopeWords(s []ScopeType) string {
	words := map[ScopeType]string{ScopeChild: "a child", ScopeSetting: "a setting", ScopeTeam: "the team"}
	out := ""
	for i, x := range s {
		if i > 0 {
			out += " or "
		}
		out += words[x]
	}
	if out == "" {
		return fmt.Sprint(s)
	}
	return out
}
