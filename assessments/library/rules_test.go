package library

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// everything is all text of the library, with where it stands.
func everything(l *Library) map[string][]string {
	m := map[string][]string{}
	for _, a := range l.Activities {
		m["activity "+a.ID] = append([]string{a.Title, a.Picture}, a.family()...)
	}
	for _, p := range l.Principles.List {
		m["principle "+p.ID] = []string{p.Title, p.Text}
	}
	m["principles"] = []string{l.Principles.Title, l.Principles.Intro}
	m["fit check"] = slices.Concat([]string{l.Fit.Title, l.Fit.Intro}, l.Fit.Also, l.Fit.Stop)
	for _, c := range l.Fit.Cues {
		m["cue "+c.ID] = []string{c.Look, c.How, c.Mend}
	}
	for _, c := range l.Consents {
		m["consent "+c.ID] = c.family()
	}
	for _, x := range l.Leaflets {
		m["leaflet "+x.ID] = append([]string{x.Title}, x.Text...)
	}
	for _, x := range l.Signposts {
		m["signpost "+x.ID] = []string{x.Name, x.What, x.When, x.Find}
	}
	for _, x := range l.Prompts {
		m["prompt "+x.Barrier] = slices.Concat([]string{x.Ask}, x.Look, x.Try)
	}
	for _, x := range l.Training {
		m["training "+x.ID] = append([]string{x.Title, x.PreWork, x.Repeat}, x.Outline...)
	}
	for _, p := range l.Products {
		m["product "+p.ID] = append([]string{p.Title(), p.What, p.Confidence}, p.Watch...)
	}
	for _, c := range l.Categories {
		m["category "+c.ID] = append([]string{c.Name, c.What, c.Refer}, c.Ask...)
	}
	for _, d := range l.Domains {
		for _, t := range d.Tiles {
			m["phrases "+d.Name] = append(m["phrases "+d.Name], t.Text)
		}
	}
	return m
}

// family is what a family reads of an activity.
func (a Activity) family() []string {
	var lines []string
	for _, p := range a.Parts() {
		if p.Heading != "About this sheet" {
			lines = append(lines, p.Lines...)
		}
	}
	return lines
}

func (c Consent) family() []string {
	return slices.Concat([]string{c.Ask, c.No, c.Change, c.Child}, c.What)
}

// TestRule14_SensoryStrategiesAreNoTreatment: sensory integration treatment is not commissioned, so nothing here may be it or
// sound like it; everyday strategies are still offered.
func TestRule14_SensoryStrategiesAreNoTreatment(t *testing.T) {
	l := shipped(t)
	if n := len(l.Find(Query{Topic: SensoryPath})); n < 6 {
		t.Errorf("%d sensory strategies; families who are told no treatment need something to do", n)
	}
	forbidden := regexp.MustCompile(`(?i)ayres|sensory integration|sensory diet|brushing protocol|therapressure|desensiti|rewir`)
	for where, lines := range everything(l) {
		if m := forbidden.FindString(strings.Join(lines, " ")); m != "" {
			t.Errorf("%s says %q", where, m)
		}
	}
	for _, x := range l.Leaflets {
		if x.ID == "sensory-at-home" && !strings.Contains(strings.Join(x.Text, " "), "They are not a treatment") {
			t.Error("the sensory leaflet does not say that it is not a treatment")
		}
	}
}

// TestRule20_PreSchoolAdviceFirst: for a child who is not at school there is somewhere to ask before a referral.
func TestRule20_PreSchoolAdviceFirst(t *testing.T) {
	l := shipped(t)
	for _, id := range []string{"health-visitor", "family-centre"} {
		if s, ok := l.Signpost(id); !ok || !slices.Contains(s.For, "families") {
			t.Errorf("families are not pointed to %s", id)
		}
	}
	if s, _ := l.Signpost("health-visitor"); !strings.Contains(s.When, "not at school yet") {
		t.Errorf("the health visitor is for %q", s.When)
	}
}

// TestRule21_TalkToTheTeacherFirst: for a child at school that is the teacher.
func TestRule21_TalkToTheTeacherFirst(t *testing.T) {
	if s, ok := shipped(t).Signpost("class-teacher"); !ok || !strings.HasPrefix(s.When, "First, for a child at school") {
		t.Errorf("the teacher comes in %q", s.When)
	}
}

// TestRule26_FivePromptsBeforeAReferral: each barrier that a referral can name has its question, what it looks like and
// something to try first; a session that means what a referral means by it.
func TestRule26_FivePromptsBeforeAReferral(t *testing.T) {
	l := shipped(t)
	field, _ := reflect.TypeFor[assessments.Referral]().FieldByName("Barriers")
	if len(l.Prompts) != 5 {
		t.Fatalf("%d prompts, want 5", len(l.Prompts))
	}
	for i, b := range Barriers() {
		p := l.Prompts[i]
		if p.Barrier != b {
			t.Errorf("prompt %d is %s, want %s", i+1, p.Barrier, b)
		}
		if !strings.Contains(field.Tag.Get("doc"), b) {
			t.Errorf("a referral cannot record the barrier %s", b)
		}
		if !strings.HasSuffix(p.Ask, "?") || len(p.Try) == 0 || len(p.Activities) == 0 || len(p.Signposts) == 0 {
			t.Errorf("%s has no question, nothing to try, no activity or nowhere to go", b)
		}
	}
}

// TestRule27_NineHelpAreasHaveContent: each of the nine areas a family may name has activities to practise and phrases to
// record, by help level.
func TestRule27_NineHelpAreasHaveContent(t *testing.T) {
	l := shipped(t)
	nine := map[string]string{"sleep": "sleep", "eating and drinking": "eating", "dressing": "dressing", "self-care and hygiene": "self-care",
		"toilet": "toileting", "hands and tools": "hands", "handwriting and pre-writing": "handwriting", "learning new skills": "learning",
		"calm, alert and able to work": "calm-alert"}
	for words, area := range nine {
		if len(l.Find(Query{Area: area})) == 0 {
			t.Errorf("nothing to practise for %s", words)
		}
	}
	for _, area := range assessments.Areas() {
		if len(l.Find(Query{Area: area})) == 0 {
			t.Errorf("no activity helps with %s", area)
		}
		phrases := l.PhrasesFor(area)
		helps, strength := map[string]bool{}, false
		for _, p := range phrases {
			helps[p.Help] = true
			strength = strength || p.Type == "strength"
		}
		if len(phrases) < 8 || len(helps) < 4 {
			t.Errorf("%s has %d phrases with %d levels of help", area, len(phrases), len(helps))
		}
		if !strength {
			t.Errorf("%s has no phrase for a strength", area)
		}
	}
	if len(l.Helps) != len(HelpLevels()) {
		t.Errorf("%d help levels are explained, want %d", len(l.Helps), len(HelpLevels()))
	}
}

// TestRule28_SignpostsHoldNoNumbers: the places that services point to are there; no number and no address that would go stale.
func TestRule28_SignpostsHoldNoNumbers(t *testing.T) {
	l := shipped(t)
	for _, id := range []string{"council-ot", "camhs-ot", "rcot", "local-offer", "charity-hemiplegia", "charity-dyspraxia", "charity-cerebral-palsy", "charity-muscular-dystrophy"} {
		if _, ok := l.Signpost(id); !ok {
			t.Errorf("there is no signpost %s", id)
		}
	}
	stale := regexp.MustCompile(`[0-9]{4,}|0[0-9 ]{6,}|https?:|www\.|@|\.(uk|org|com)\b`)
	for where, lines := range everything(l) {
		if m := stale.FindString(strings.Join(lines, " ")); m != "" {
			t.Errorf("%s holds %q", where, m)
		}
	}
}

// TestRule44_SmallQueriesHaveASheet: laces, cutlery and socks can be answered at a drop-in with one sheet each.
func TestRule44_SmallQueriesHaveASheet(t *testing.T) {
	l := shipped(t)
	for _, q := range []string{"laces", "cutlery", "socks"} {
		if hits := l.Find(Query{Words: q}); len(hits) == 0 || hits[0].Topic != SelfCare {
			t.Errorf("%s finds no sheet of self care first", q)
		}
	}
}

// TestRule54_UniversalLeafletsAndFilms: the leaflet on standardised handwriting tests, and films on four skills.
func TestRule54_UniversalLeafletsAndFilms(t *testing.T) {
	kinds := map[string]string{"handwriting-assessment": "leaflet", "pre-writing": "film", "knife-and-fork": "film", "zips": "film", "buttons": "film"}
	for _, x := range shipped(t).Leaflets {
		if want, ok := kinds[x.ID]; ok && (x.Kind != want || len(x.Text) < 5 || len(x.Activities) < 2 || !slices.Contains(x.For, "families")) {
			t.Errorf("%s is a %s of %d parts with %d activities for %v", x.ID, x.Kind, len(x.Text), len(x.Activities), x.For)
		}
		delete(kinds, x.ID)
	}
	for id := range kinds {
		t.Errorf("there is no %s", id)
	}
}

// TestRule55_TermlyMeetingWithAdvisers: the meeting is in the list of sessions, each term.
func TestRule55_TermlyMeetingWithAdvisers(t *testing.T) {
	for _, x := range shipped(t).Training {
		if x.Type == "meeting" && x.Repeat == "Each term." && strings.Contains(x.Title, "SEND advisers") {
			return
		}
	}
	t.Error("no termly meeting with the SEND advisers")
}

// TestRule56_ResourcePack: sheets for handwriting, balance, dressing and cutlery, strategies for school, and equipment.
func TestRule56_ResourcePack(t *testing.T) {
	l := shipped(t)
	for _, q := range []Query{{Words: "handwriting", Area: "handwriting"}, {Words: "balance"}, {Area: "dressing"}, {Words: "cutlery"}, {Topic: School}} {
		if len(l.Find(q)) == 0 {
			t.Errorf("the pack has nothing for %+v", q)
		}
	}
	for _, id := range []string{"writing-slope", "cutlery-thick", "grip-mat", "foot-block"} {
		if _, ok := l.Product(id); !ok {
			t.Errorf("the pack has no %s", id)
		}
	}
}

// TestRule57_TrainingAsksForTheWorkbookFirst: moving and handling has work to do before; the other sessions are there for
// those they are meant for.
func TestRule57_TrainingAsksForTheWorkbookFirst(t *testing.T) {
	want := map[string]string{"moving-and-handling": "schools", "smart-moves": "schools", "parent-sensory-preferences": "families", "parent-self-regulation": "families",
		"school-sensory-preferences": "schools", "school-self-regulation": "schools", "parent-motor-development": "families"}
	for _, x := range shipped(t).Training {
		if who, ok := want[x.ID]; ok && !slices.Contains(x.For, who) {
			t.Errorf("%s is for %v", x.ID, x.For)
		}
		if before := strings.Contains(x.PreWork, "workbook"); before != (x.ID == "moving-and-handling") {
			t.Errorf("%s: before it, %q", x.ID, x.PreWork)
		}
		delete(want, x.ID)
	}
	for id := range want {
		t.Errorf("there is no session %s", id)
	}
}

// TestRule60_ActivitiesMakeAProgramme: every activity becomes a row of a plan that passes the record's own check, and its
// plan holds what must stop the child.
func TestRule60_ActivitiesMakeAProgramme(t *testing.T) {
	plan, goal := assessments.ID("01890a5d-ac96-774b-bcce-b302099a8057"), assessments.ID("01890a5d-ac96-774b-bcce-b302099a8058")
	scope := assessments.ChildScope("01890a5d-ac96-774b-bcce-b302099a8059")
	for _, a := range shipped(t).Activities {
		row := a.Record(plan, goal)
		rec := assessments.Record{ID: goal, Kind: assessments.KindActivity, Scope: scope, Fields: assessments.Encode(&row)}
		if p := assessments.Check(rec); len(p) > 0 {
			t.Errorf("%s: %v", a.ID, p)
		}
		if row.Plan != plan || row.Goal != goal || row.Title != a.Title || row.CountBy != a.Count || !strings.Contains(strings.Join(row.Steps, " ")+row.Kit, a.SetUp) {
			t.Errorf("%s lost something on its way into the plan: %+v", a.ID, row)
		}
		p := assessments.ActivityPlan{StopIf: []string{a.StopIf[0]}}
		a.Guard(&p)
		a.Guard(&p)
		if !p.Principles || len(p.StopIf) != len(a.StopIf) || !slices.Equal(p.Warnings, a.Safety) {
			t.Errorf("%s: the plan stops at %q and warns of %q", a.ID, p.StopIf, p.Warnings)
		}
	}
}

// TestRule68_EachProductSaysWhatToMeasure: every named reading is one that the measuring screen takes, and a seat is never
// recommended on less than depth, lower leg, hips and weight.
func TestRule68_EachProductSaysWhatToMeasure(t *testing.T) {
	source, err := os.ReadFile("../../app/equipment/model_dimension.go")
	if err != nil {
		t.Fatal(err)
	}
	var screen []string
	for _, m := range regexp.MustCompile(`\{Name: "([^"]+)"`).FindAllStringSubmatch(string(source), -1) {
		screen = append(screen, m[1])
	}
	if !slices.Equal(screen, Dimensions()) {
		t.Errorf("the measuring screen takes %v, the catalogue knows %v", screen, Dimensions())
	}
	l := shipped(t)
	for _, p := range l.Products {
		on, also := p.Measurements()
		for _, m := range on {
			if !slices.Contains(screen, m) {
				t.Errorf("%s needs %q, which no screen measures", p.ID, m)
			}
		}
		if p.Type() == "seating-system" && p.Category == "classroom-seating" || p.Category == "wheelchair" {
			for _, m := range []string{"Seat depth", "Floor to back of knee", "Hip width", "Weight"} {
				if !slices.Contains(on, m) {
					t.Errorf("%s is ordered without %s", p.ID, m)
				}
			}
		}
		if (p.Type() == "stander" || p.Type() == "walker" || p.Type() == "hoist") && (!slices.Contains(on, "Weight") || len(also) == 0) {
			t.Errorf("%s: %v, %v", p.ID, on, also)
		}
	}
}

// TestRule69_EquipmentForHomeAndSchool: every category of equipment is there, says what to settle, and where another agency
// assesses, which one.
func TestRule69_EquipmentForHomeAndSchool(t *testing.T) {
	l := shipped(t)
	for _, id := range []string{"classroom-seating", "floor-seating", "bath-seating", "toilet-seating", "standing-frame", "walker", "hoist", "sling", "bed", "bathing-aid",
		"feeding-aid", "writing-aid", "sensory", "splint", "wheelchair", "adaptation"} {
		i := slices.IndexFunc(l.Categories, func(c Category) bool { return c.ID == id })
		if i < 0 {
			t.Errorf("there is no category %s", id)
			continue
		}
		if c := l.Categories[i]; c.Lifting != (id == "hoist" || id == "sling") {
			t.Errorf("%s: lifting is %v", id, c.Lifting)
		}
		if !slices.ContainsFunc(l.Products, func(p Product) bool { return p.Category == id }) {
			t.Errorf("no product stands for %s", id)
		}
	}
	for _, c := range l.Categories {
		if other := c.ID == "wheelchair" || c.ID == "adaptation" || c.ID == "bath-seating" || c.ID == "bathing-aid" || c.ID == "splint"; other != (c.Refer != "") {
			t.Errorf("%s is assessed by %q", c.ID, c.Refer)
		}
		if !slices.Contains(equipmentTypes(), c.Type) {
			t.Errorf("%s is a %q, which no equipment record can be", c.ID, c.Type)
		}
	}
}

// equipmentTypes are the sorts that an equipment record allows, read from the record itself.
func equipmentTypes() []string {
	f, _ := reflect.TypeFor[assessments.Equipment]().FieldByName("Type")
	return strings.Split(f.Tag.Get("enum"), "|")
}

// TestRule70_NamedEquipmentIsInTheCatalogue: the products that services name are there; none has a price or a maker's size, and
// each sends the reader to the maker.
func TestRule70_NamedEquipmentIsInTheCatalogue(t *testing.T) {
	l := shipped(t)
	for _, title := range []string{"Leckey Horizon", "Leckey Mygo", "Leckey Prone stander", "Leckey Freestander", "Leckey Squiggles seat", "Leckey Squiggles stander", "R82 Rabbit",
		"R82 Mustang", "R82 Crocodile", "RMS Grillo", "Jenx Prone stander", "Jenx Multistand"} {
		if !slices.ContainsFunc(l.Products, func(p Product) bool { return p.Title() == title && strings.Contains(p.Confidence, DataSheet) }) {
			t.Errorf("%s is not there, or does not send the reader to the data sheet", title)
		}
	}
	figures := regexp.MustCompile(`£|\b[0-9]+ ?(mm|cm|kg)\b|\b[Ss]ize [0-9]`)
	for _, p := range l.Products {
		if m := figures.FindString(p.What + " " + strings.Join(p.Watch, " ")); m != "" {
			t.Errorf("%s says %q", p.ID, m)
		}
	}
}

// TestRule72_SkillBarrierStrength: every activity builds a skill (easier and harder), changes the place or the tools before the
// child (get ready, with equipment), and there are words for strengths in every area (see rule 27).
func TestRule72_SkillBarrierStrength(t *testing.T) {
	l := shipped(t)
	for _, topic := range Topics() {
		if n := len(l.Find(Query{Topic: topic})); n < 6 {
			t.Errorf("%s has %d activities", topic.Words(), n)
		}
	}
	if len(l.Activities) < 30 {
		t.Errorf("%d activities, want at least 30", len(l.Activities))
	}
	for _, a := range l.Activities {
		if len(a.Easier) == 0 || len(a.Harder) == 0 || a.SetUp == "" || a.Equipment == "" || len(a.ICF) == 0 {
			t.Errorf("%s grades or adapts nothing", a.ID)
		}
		if !strings.HasPrefix(a.Purpose, "I want ") {
			t.Errorf("%s: %q is not in the child's words", a.ID, a.Purpose)
		}
		if a.Standing.Status != Draft || a.ReviewedBy != "" || a.Parts()[len(a.Parts())-1].Lines[0] != "Draft for clinician approval." {
			t.Errorf("%s ships as if a clinician had approved it", a.ID)
		}
	}
}

// TestRule79_ConsentForEachRecipient: each recipient and each purpose has a question of its own, which a sound record can hold
// with the wording that was asked.
func TestRule79_ConsentForEachRecipient(t *testing.T) {
	const id = assessments.ID("01890a5d-ac96-774b-bcce-b302099a8057")
	l := shipped(t)
	holds := func(purpose string, to assessments.Role) {
		t.Helper()
		c, ok := l.ConsentFor(purpose, to)
		if !ok || c.Version < 1 || c.No == "" || c.Change == "" || c.Child == "" {
			t.Errorf("%s %s: no question, or no word on a no, a change of mind, or the child", purpose, to)
			return
		}
		if !strings.Contains(c.Asked(), c.ID+", version 1") {
			t.Errorf("%s: nobody can tell which wording was asked from %q", c.ID, c.Asked())
		}
		b := assessments.Basis{Purpose: c.Purpose, Recipient: string(c.Recipient), Kind: "consent", Decision: "refused", On: "2026-03-12", Words: c.Asked(),
			GivenBy: id, Authority: "parental-responsibility"}
		if p := assessments.Check(assessments.Record{ID: id, Kind: assessments.KindBasis, Scope: assessments.ChildScope(id), Fields: assessments.Encode(&b)}); len(p) > 0 {
			t.Errorf("%s: %v", c.ID, p)
		}
	}
	for _, role := range assessments.Roles() {
		holds("share", role)
	}
	f, _ := reflect.TypeFor[assessments.Basis]().FieldByName("Purpose")
	for _, purpose := range strings.Split(f.Tag.Get("enum"), "|") {
		if purpose != "share" && purpose != "other" {
			holds(purpose, "")
		}
	}
	if c, _ := l.ConsentFor("share", assessments.RoleSupplier); !strings.Contains(strings.Join(c.What, " "), "no date of birth, no NHS number and no diagnosis") {
		t.Error("the family is not told how little a supplier gets")
	}
}

// TestRule88_HousingInformation: families who need a home changed are told where to read about it.
func TestRule88_HousingInformation(t *testing.T) {
	s, ok := shipped(t).Signpost("housing-hub")
	if !ok || !slices.Contains(s.For, "families") || !strings.Contains(s.What, "grants") || !strings.Contains(s.Find, "disabled facilities grant") {
		t.Errorf("the housing signpost says %+v", s)
	}
}
