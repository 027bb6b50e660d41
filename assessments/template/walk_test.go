package template

import (
	"strconv"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// recordID is the record that the answers of these tests stand in.
const recordID assessments.ID = "0190a000-0000-7000-8000-000000000001"

// current returns a template that ships.
func current(t testing.TB, name string) Template {
	t.Helper()
	x, ok := shipped(t).Current(name)
	if !ok {
		t.Fatalf("no template called %s ships", name)
	}
	return x
}

// give answers one question; "tool-help#1" is its second round and "a|b" are two chosen words.
func give(t testing.TB, x Template, a assessments.Answers, question, value string) assessments.Answers {
	t.Helper()
	id, round, _ := strings.Cut(question, "#")
	n, _ := strconv.Atoi(round)
	values := []string{value}
	if q, _ := x.Question(id); q.Kind == SomeOf {
		values = strings.Split(value, "|")
	}
	a, err := x.Set(a, id, n, values...)
	if err != nil {
		t.Fatalf("%s: %s = %s: %s", x.Name, question, value, assessments.Sentence(err))
	}
	if !item(x.Form(a, nil), id, n).Answered {
		t.Fatalf("%s: %s was answered and is not asked", x.Name, question)
	}
	return a
}

// item finds a question on a form; the zero item when it is not asked.
func item(f Form, id string, round int) Item {
	for _, i := range f.Items {
		if i.Question.ID == id && i.Round == round {
			return i
		}
	}
	return Item{}
}

func asked(f Form, id string) bool { return item(f, id, 0).Question.ID == id }

// walk answers a template as in a talk and checks what is asked and proposed.
type walk struct {
	name   string
	names  Names
	say    [][2]string // question, answer
	asked  []string    // asked because of these answers
	hidden []string    // not asked because of them
	want   []string    // proposed for the report, each with its section: "views: Mum said …"
	never  []string    // in no sentence
}

func (w walk) run(t *testing.T) (Template, assessments.Answers) {
	t.Helper()
	x := current(t, w.name)
	a := assessments.Answers{On: "2026-03-24"}
	for _, s := range w.say {
		a = give(t, x, a, s[0], s[1])
	}
	f := x.Form(a, nil)
	for _, id := range w.asked {
		if !asked(f, id) {
			t.Errorf("%s: %s is not asked", w.name, id)
		}
	}
	for _, id := range w.hidden {
		if asked(f, id) {
			t.Errorf("%s: %s is asked and should not be", w.name, id)
		}
	}
	var all []string
	for _, s := range x.Sentences(recordID, a, w.names) {
		all = append(all, s.Report+": "+s.Text)
		if s.Source.Answers != recordID || s.Source.Question == "" {
			t.Errorf("%s: %q has no source", w.name, s.Text)
		}
	}
	text := strings.Join(all, "\n")
	for _, want := range w.want {
		if !strings.Contains("\n"+text+"\n", "\n"+want+"\n") {
			t.Errorf("%s: the report is not offered\n\t%s\nbut\n%s", w.name, want, text)
		}
	}
	for _, never := range w.never {
		if strings.Contains(text, never) {
			t.Errorf("%s: a sentence says %q", w.name, never)
		}
	}
	for _, p := range f.Problems {
		t.Errorf("%s: still open after a whole talk: %s", w.name, p.Text)
	}
	return x, a
}

var issy = Names{Child: "Issy", By: "Mum"}

func TestWalk_PreVisitCall(t *testing.T) {
	walk{name: "pre-visit-call", names: issy, say: [][2]string{
		{"who", "Róisín, Issy's mum"}, {"can-talk", "yes"}, {"interpreter", "none"}, {"letters", "plain|large-print"}, {"responsibility", "Both parents"},
		{"best-at", "Big words, keeps trying, kind, loves snails."}, {"worry", "It's twenty-five minutes and a row to get tights on."},
		{"since", "always"}, {"areas", "dressing|eating|handwriting"}, {"meal-minutes", "35"}, {"choking", "no"}, {"dress-minutes", "25"},
		{"dress-hardest", "tights"}, {"hands-what", "Her letters fall off the line."}, {"why", "cannot-do|emotional-or-behavioural"},
		{"risks", "none"}, {"other-services", "nobody"}, {"in-confidence", "My own low mood, tablets since January."}, {"where", "home"}, {"share", "gp|school"},
	}, asked: []string{"dress-minutes", "meal-minutes", "choking"}, hidden: []string{"language", "ring-again", "sleep-wakes", "toilet-what", "falls", "lost-what", "calm-what"},
		want: []string{
			"sources: Information was given by telephone on 24 March 2026 by Róisín, Issy's mum.",
			"views: Asked what they would most like to be easier, Mum said: “It's twenty-five minutes and a row to get tights on.”",
			"function: Mum reports that dressing took 25 minutes on the morning of the call.",
			"function: Mum finds these parts of the day hard for Issy: eating and mealtimes, dressing and drawing and writing.",
			"function: The hardest piece of clothing, as Mum puts it: “tights”.",
			"views: Mum thinks that what makes it hard is: not being able to do it yet and how Issy feels.",
			"background: Nobody else helps Issy at present.",
			"consent: On the telephone on 24 March 2026 Mum agreed to sharing with: the GP and the school or nursery.",
		}, never: []string{"low mood", "tablets", "coughing"}}.run(t)
}

func TestWalk_PreVisitCallAtABadTime(t *testing.T) {
	walk{name: "pre-visit-call", names: issy, say: [][2]string{{"who", "Issy's mum"}, {"can-talk", "no"}, {"ring-again", "Thursday after 19:00"}, {"interpreter", "none"}, {"responsibility", "Both parents"}},
		asked: []string{"ring-again"}, hidden: []string{"worry", "areas", "in-confidence", "share"}}.run(t)
}

func TestWalk_AdviceLine(t *testing.T) {
	walk{name: "advice-line", names: issy, say: [][2]string{{"who", "Ms Fennywell, Issy's teaching assistant"}, {"may-speak", "yes"}, {"worry", "Writing after lunch."}, {"since", "lost-skill"},
		{"lost-what", "Wrote her name in June, GP on Friday."}, {"safe", "yes"}, {"risk", "Fell off the chair twice. Senior rung."}, {"advised", "Feet on a box, five minutes, then a rest."}, {"next", "call-back"},
		{"back-on", "Thursday 15:30, school office"}, {"said-back", "Box first, then the pencil."}},
		asked: []string{"lost-what", "risk", "back-on"}, want: []string{
			"sources: The advice line was rung on 24 March 2026 by Ms Fennywell, Issy's teaching assistant.",
			"background: Advice by telephone on 24 March 2026: Feet on a box, five minutes, then a rest.",
			"background: A call back was agreed.",
		}, never: []string{"Senior rung"}}.run(t)
	walk{name: "advice-line", names: issy, say: [][2]string{{"who", "Mum"}, {"may-speak", "yes"}, {"worry", "Tights."}, {"since", "months"}, {"safe", "no"}, {"advised", "Sit to dress."}, {"next", "try-first"}},
		hidden: []string{"lost-what", "risk", "back-on"}}.run(t)
}

func TestWalk_UnderFivesSensoryTriage(t *testing.T) {
	walk{name: "under-fives-sensory-triage", names: Names{"Ada", "Dad"}, say: [][2]string{
		{"speaker", "Ada's dad"}, {"under-five", "yes"}, {"setting", "home|nursery"}, {"loves", "Bubbles"}, {"worry", "She screams at hand dryers."},
		{"last-time", "In the library toilet. She ran to the door."}, {"how-often", "3"}, {"how-long", "20"}, {"stops", "eating|out"}, {"foods", "4"},
		{"weight", "not-sure"}, {"too-much", "noise|touch"}, {"never-enough", "mouthing"}, {"non-food", "yes"}, {"hearing", "no"}, {"words", "few-words"},
		{"speech-therapy", "waiting"}, {"pain", "no"}, {"lost-skills", "no"}, {"hurts", "yes"}, {"hurts-how", "Bites her arm."}, {"changes", "We are moving out."},
		{"flags", "gp|hearing"}, {"outcome", "advice"}, {"advice-given", "Ear defenders in her bag; a warning before the dryer"}, {"agreed", "yes"},
	}, asked: []string{"non-food", "hurts-how", "advice-given"}, hidden: []string{"sleep-hours"}, want: []string{
		"observations: Dad reports that it happened on 3 days of the last week.",
		"function: Dad counts 4 foods that Ada eats.",
		"function: These are often too much for Ada: noise and touch.",
		"function: Dad reports that Ada swallows things that are not food, which needs the GP.",
		"purpose: Asked to see Ada first: the GP and the hearing clinic.",
		"provision: Advice given by telephone on 24 March 2026: Ear defenders in her bag; a warning before the dryer.",
	}, never: []string{"Bites", "moving out"}}.run(t)
}

func TestWalk_DropIn(t *testing.T) {
	walk{name: "drop-in", names: Names{"Sol", "Grandad"}, say: [][2]string{
		{"gp-in-area", "yes"}, {"gp", "Hill Surgery"}, {"known", "no"}, {"who-came", "Grandad"}, {"concern", "Socks take for ever."}, {"topic", "socks"},
		{"did", "beads|task"}, {"beads", "7"}, {"task-help", "verbal"}, {"task-saw", "Heel of the sock"}, {"good", "Laughed and tried three times"}, {"red-flag", "no"},
		{"advice-said", "Cuff first, wide sock, on the bottom stair"}, {"sheet", "yes"}, {"sheet-which", "Socks"}, {"next", "nothing"},
		{"share-gp", "yes"}, {"share-health-visitor", "no"}, {"share-school", "yes"}, {"share-where", "Hill Primary"},
	}, asked: []string{"beads", "task-help"}, hidden: []string{"drawing", "jumping", "pointed-to", "red-flag-what"}, want: []string{
		"observations: Sol threaded 7 beads in one minute.",
		"observations: In the task that Grandad asked about, Sol needed to be told the steps.",
		"provision: An advice sheet was given.",
		"consent: Grandad agreed on 24 March 2026 to sharing with the GP.",
		"consent: Grandad did not agree to sharing with the health visitor.",
	}}.run(t)
}

func TestWalk_InitialAssessment(t *testing.T) {
	walk{name: "initial-assessment", names: issy, say: [][2]string{
		{"present", "Issy, Mum; Nana for ten minutes"}, {"consent", "yes"}, {"interpreter", "no"}, {"explained", "what|how-long|records"},
		{"child-voice", "My hand gets tired and my letters fall off the line."}, {"child-how", "words"}, {"family-voice", "It's twenty-five minutes and a row to get tights on."},
		{"strengths", "big vocabulary, keeps trying, kind"}, {"born-early", "no"}, {"hand", "left"}, {"vision-hearing", "fine"}, {"private", "Mum's low mood"},
		{"hard", "dressing|handwriting"}, {"barriers", "cannot-do"}, {"activity", "Buttons"}, {"saw", "2 of 5 in 2 minutes"}, {"help-level", "hand-over-hand"},
		{"activity#1", "Fork and knife"}, {"saw#1", "Swap hands; 1 of 6 pieces cut in 2 minutes"}, {"goal", "Issy puts on her own tights on school mornings"},
		{"goal-whose", "family"}, {"goal-now", "2"}, {"goal-happy", "2"}, {"findings", "Fingers tire quickly"}, {"options", "home-strategies|teacher-advice|sessions"},
		{"sessions-number", "6"}, {"sessions-where", "school"}, {"agreed", "yes"}, {"share", "gp|school|other-parent"},
	}, asked: []string{"sessions-number", "barriers"}, hidden: []string{"weeks-early", "no-consent", "not-agreed"}, want: []string{
		"views: Issy said: “My hand gets tired and my letters fall off the line.”",
		"background: Issy uses the left hand.",
		"observations: Buttons: 2 of 5 in 2 minutes.",
		"observations: Buttons: Issy needed hand-over-hand help.",
		"observations: Fork and knife: Swap hands; 1 of 6 pieces cut in 2 minutes.",
		"outcomes: Goal agreed on 24 March 2026: Issy puts on her own tights on school mornings.",
		"outcomes: Mum rates how well this goes now as 2 out of 10, for the goal “Issy puts on her own tights on school mornings”.",
		"provision: Agreed as next steps on 24 March 2026: strategies for home, advice to teachers and sessions with the child.",
		"provision: 6 sessions were agreed, with a review at the end.",
		"consent: Findings and plan were agreed with Mum on 24 March 2026.",
	}, never: []string{"low mood", "right hand"}}.run(t)
}

func TestWalk_Handwriting(t *testing.T) {
	x, a := walk{name: "handwriting", names: Names{"Issy", "Mum"}, say: [][2]string{
		{"have-sample", "yes"}, {"sample-kind", "board"}, {"sample-agreed", "yes"}, {"child-says", "My hand gets tired and my letters fall off the line."},
		{"teacher-says", "She knows it all out loud. On paper it vanishes."}, {"seat-height", "350"}, {"table-height", "590"}, {"knee-height", "285"}, {"feet", "no"}, {"feet-gap", "65"},
		{"posture", "head-on-arm"}, {"which-hand", "left"}, {"grip", "hooked"}, {"pain", "yes"}, {"pain-after", "6"}, {"shakes", "6"},
		{"writing-minutes", "10"}, {"letters-written", "26"}, {"letters-read", "11"}, {"what-goes-wrong", "line|formation"}, {"worst-letters", "a, d, g"},
		{"lessons", "she cannot show what she knows"},
	}, asked: []string{"feet-gap", "pain-after", "worst-letters"}, want: []string{
		"results: In 10 minutes of writing the class teacher could read 11 of 26 letters.",
		"observations: Issy writes with the left hand.",
		"observations: The feet hung 65 mm above the floor.",
		"observations: Issy shook the hand out 6 times.",
		"results: What makes it hard to read: how letters are formed and letters off the line.",
	}, never: []string{"right hand"}}.run(t)
	m, ok := x.Measurement(a)
	if !ok || len(m.Rows) != 3 || m.Rows[2].What != "Floor to back of knee" || m.Rows[2].Value != 285 || m.Rows[0].Of != "chair" {
		t.Errorf("the sizes became %+v", m.Rows)
	}
	if p := m.Check(); len(p) > 0 {
		t.Errorf("the proposed measurement breaks its own rules: %s", p.Error())
	}
	for _, o := range x.Observations(recordID, a, issy) {
		if o.Source.Question == "letters-read" {
			if c := o.Observation.Measures; len(c) != 1 || c[0].Value != 11 || c[0].Of != 26 {
				t.Errorf("11 of 26 letters became %+v", c)
			}
			return
		}
	}
	t.Error("no note is proposed for the letters that could be read")
}

func TestWalk_Mealtime(t *testing.T) {
	walk{name: "mealtime", names: Names{"Yusuf", "Mum"}, say: [][2]string{
		{"signs", "coughing"}, {"told-whom", "speech and language therapist, the same day"}, {"plan-in-place", "yes"}, {"textures", "thickened drinks"}, {"allergies", "none"},
		{"want", "He wants to sit like his cousins and eat with us."}, {"child-want", "Up! Me do."}, {"foods", "14"}, {"dropped", "no"}, {"place", "family-table"}, {"seat", "lap"},
		{"minutes", "40"}, {"amount", "half"}, {"used#1", "yes"}, {"tool-help#1", "physical"}, {"tries#1", "10"}, {"worked#1", "3"}, {"tool-saw#1", "Left hand"}, {"good", "Stayed for the whole meal"},
	}, asked: []string{"told-whom", "textures", "dropped"}, hidden: []string{"tool-help"}, want: []string{
		"needs: Seen or reported around eating and drinking: coughing or choking. Advice on swallowing belongs to the speech and language therapist.",
		"observations: Spoon: 3 of 10 tries worked.",
		"observations: Spoon: Yusuf needed some hands-on help.",
		"views: Asked what a good mealtime would look like, Mum said: “He wants to sit like his cousins and eat with us.”",
	}, never: []string{"Fork"}}.run(t)
}

func TestWalk_Dressing(t *testing.T) {
	walk{name: "dressing", names: issy, say: [][2]string{
		{"family", "It's twenty-five minutes and a row to get tights on."}, {"child", "My tights"}, {"who-dresses", "together"}, {"feel", "no"}, {"where", "pe"}, {"minutes", "11"},
		{"prompts", "5"}, {"class-minutes", "5"}, {"on-help#1", "hand-over-hand"}, {"on-minutes#1", "9"}, {"sticks#1", "start|heel"}, {"on-help#4", "verbal"}, {"sticks#4", "correct-foot"},
		{"off-help#1", "alone"}, {"fasten-tries", "5"}, {"fasten-done", "2"}, {"fasten-tries#1", "5"}, {"fasten-done#1", "0"}, {"in-the-way", "hands|order"}, {"good", "Never gave up"}, {"moving", "no"}, {"start-with", "tights"},
	}, asked: []string{"class-minutes"}, hidden: []string{"feel-which"}, want: []string{
		"observations: The whole change took 11 minutes.",
		"observations: Issy needed 5 reminders.",
		"observations: Trousers, skirt or tights, putting on: Issy needed hand-over-hand help.",
		"observations: Trousers, skirt or tights, putting on: 9 minutes.",
		"observations: Shoes: it sticks at the correct foot.",
		"observations: Buttons: 2 of 5 tries done alone.",
		"observations: Zip: 0 of 5 tries done alone.",
	}}.run(t)
}

func TestWalk_Toileting(t *testing.T) {
	walk{name: "toileting", names: Names{"Yusuf", "Mum"}, say: [][2]string{
		{"warning-signs", "none"}, {"harm", "A door was locked once."}, {"family", "He wants the big boy toilet."}, {"day-wear", "nappies"}, {"knows", "after"}, {"dry-gap", "90"},
		{"step-help#2", "two-adults"}, {"step-saw#2", "No step, no rail"}, {"where", "home"}, {"pan-height", "400"}, {"feet", "no"}, {"steady", "held-by-two"}, {"transfer", "lifted"},
		{"lifting", "two adults, no plan yet"}, {"good", "Asks for it"},
	}, asked: []string{"lifting"}, hidden: []string{"doctor", "accidents"}, want: []string{
		"needs: Mum reports no warning signs of bladder or bowel illness.",
		"observations: On the toilet Yusuf sat held by two adults.",
		"observations: Getting on: Yusuf needed two adults to do it.",
		"needs: About lifting: two adults, no plan yet.",
	}, never: []string{"locked"}}.run(t)
}

func TestWalk_Sensory(t *testing.T) {
	walk{name: "sensory", names: Names{"Yusuf", "Ms Pym-Hollis"}, say: [][2]string{
		{"misses", "Singing time"}, {"child", "Too loud!"}, {"where", "class|hall"}, {"reacts", "avoids"}, {"example", "Covered both ears at the bell"}, {"gets-in-way", "3"}, {"eases", "a place by the door"},
		{"reacts#2", "seeks"}, {"example#2", "Rocked in the chair"}, {"gets-in-way#2", "1"}, {"reacts#3", "no-part"}, {"unsafe", "none"}, {"other-causes", "hearing-sight|sleep"}, {"home-worry", "A new baby"},
		{"task", "a story"}, {"watched", "10"}, {"on-task", "9"}, {"helps-now", "A picture of what comes next"}, {"know-works", "stays for all of singing"},
	}, hidden: []string{}, want: []string{
		"observations: Sounds: Yusuf covers, pulls away or leaves.",
		"observations: Sounds: Ms Pym-Hollis rates how much it gets in the way as 3 out of 4.",
		"strengths: Sounds: it is easier with a place by the door.",
		"observations: In 10 minutes of “a story” Yusuf was on task for 9 minutes.",
		"function: Where it happens: in class and in the dining hall, assembly or PE.",
	}, never: []string{"baby", "Pushing"}}.run(t)
}

func TestWalk_Seating(t *testing.T) {
	say := [][2]string{
		{"family", "He wants to sit like his cousins and eat with us."}, {"staff", "We end up holding him, so nobody's hands are free."}, {"where", "nursery|home"}, {"activities", "eating|hands"},
		{"minutes-a-day", "90"}, {"supervised", "yes"}, {"lifts", "hoist"}, {"hoist-date", "2025-11-11"}, {"present-seat", "Buggy with an insert"}, {"present-fits", "too-small"},
		{"alone-seconds", "4"}, {"hands-free", "2"}, {"pelvis", "Tilts back"}, {"trunk", "Falls back and left"}, {"head", "Held up"}, {"legs", "Cross"}, {"arms", "Left leads"}, {"tone", "Pushes back when excited"},
		{"skin", "clear"}, {"position", "sitting"}, {"measured-by", "MT measured, CW wrote"}, {"hip-width", "225"}, {"thigh-left", "255"}, {"thigh-right", "248"}, {"knee-left", "225"}, {"knee-right", "220"},
		{"weight", "14.2"}, {"growth", "2026-07-16"}, {"trial-seat", "Squiggles seat"}, {"trial-result", "fails"}, {"trial-minutes", "40"}, {"trial-why", "Slid forward at 12 minutes; laterals at the top setting"},
		{"trial-seat#1", "Mygo size 1"}, {"trial-result#1", "works"}, {"trial-minutes#1", "45"}, {"trial-why#1", "Laughed, watched the story to the end"}, {"trial-hands#1", "9"}, {"fit-check", "2026-12-09"},
	}
	x, a := walk{name: "seating", names: Names{"Yusuf", "Mum"}, say: say, asked: []string{"hoist-date", "trial-why"}, hidden: []string{"take-away", "skin-where"}, want: []string{
		"equipment: The hoist was last examined on 11 November 2025; people-lifting equipment is examined at least every six months.",
		"results: Thigh depth, left: 255 mm.",
		"results: Thigh depth, right: 248 mm.",
		"equipment: Squiggles seat: it did not do what it is for.",
		"equipment: Squiggles seat: Slid forward at 12 minutes; laterals at the top setting.",
		"equipment: Mygo size 1: both hands were free for 9 of ten minutes.",
		"observations: On a flat surface Yusuf sat alone for 4 seconds.",
		"review: Measure again if anything is ordered after 16 July 2026.",
		"review: The fit is checked next on 9 December 2026.",
	}}.run(t)
	m, _ := x.Measurement(a)
	if len(m.Rows) != 6 || m.Rows[1].Side != "left" || m.Rows[2].Side != "right" || m.Rows[5].Unit != "kg" {
		t.Errorf("the sizes became %+v", m.Rows)
	}
	// A slip of the unit is asked about at once and with the likely right number, and is never refused.
	slip := give(t, x, a, "thigh-right", "24.8")
	if w := item(x.Form(slip, nil), "thigh-right", 0).Warning; !strings.Contains(w, "248 mm") || !strings.Contains(w, "cm") {
		t.Errorf("24.8 mm of thigh was answered with %q", w)
	}
}

func TestWalk_HomeEnvironment(t *testing.T) {
	x, a := walk{name: "home-environment", names: Names{"Yusuf", "Mum"}, say: [][2]string{
		{"want", "To get to the bath without carrying him."}, {"long-term", "yes"}, {"home-type", "house"}, {"owner", "private"}, {"who-lives", "4"}, {"carer-health", "I am pregnant."},
		{"indoors", "wheelchair-pushed"}, {"chair-width", "610"}, {"weight", "14.2"}, {"falls", "0"}, {"door", "Front door"}, {"clear-width", "740"}, {"threshold", "45"}, {"door-steps", "2"}, {"step-rise", "170"}, {"platform", "no"}, {"passes", "dependent"},
		{"door#1", "Bathroom door"}, {"clear-width#1", "620"}, {"threshold#1", "0"}, {"door-steps#1", "0"}, {"passes#1", "physical"},
		{"has-stairs", "yes"}, {"stairs-number", "13"}, {"stairs-rise", "200"}, {"stairs-width", "780"}, {"stairs-rails", "one"}, {"stairs-how", "carried"}, {"carry-times", "4"},
		{"transfer-how#2", "lifted-one"}, {"transfer-height#2", "520"}, {"transfer-risk#2", "wet, twisting lift"}, {"bath-where", "upstairs"}, {"washing", "bath"}, {"bath-rim", "520"}, {"bath-sits", "no"}, {"hot-water", "no"},
		{"room", "Living room"}, {"room-barriers", "space|storage"}, {"dangers", "stairs"}, {"fire", "Carried down the stairs by Dad"}, {"works-now", "Wide hall"}, {"smallest", "Bed downstairs"}, {"routes", "loan|council-ot"},
	}, asked: []string{"chair-width", "step-rise", "carry-times", "bath-rim"}, hidden: []string{"falls-where", "shower-step"}, want: []string{
		"results: Front door: threshold 45 mm.",
		"results: Front door: 740 mm clear width.",
		"results: Front door: each step is 170 mm high.",
		"results: Bathroom door: 0 steps to the door.",
		"results: Yusuf is carried on the stairs 4 times a day; this is a risk to Yusuf and to the carer.",
		"needs: Bath or shower, risk: wet, twisting lift.",
		"equipment: Talked about with Mum on 24 March 2026: equipment on loan and the council's occupational therapist.",
		"background: A private landlord owns the home; works need the landlord's agreement.",
	}, never: []string{"pregnan"}}.run(t)
	m, _ := x.Measurement(a)
	if p := m.Check(); len(p) > 0 {
		t.Errorf("the proposed measurement breaks its own rules: %s", p.Error())
	}
	for _, r := range m.Rows {
		if r.What == "Threshold" && r.Note != "Front door" {
			t.Errorf("a threshold without its door: %+v", r)
		}
	}
}

func TestWalk_Questionnaires(t *testing.T) {
	walk{name: "questionnaire-parent", names: issy, say: [][2]string{{"who", "mother"}, {"interpreter", "no"}, {"loves", "Snails"}, {"goes#2", "very-hard"}, {"what-happens#2", "A row every day"}, {"help-given#2", "I do it"},
		{"goes#5", "bit-hard"}, {"first", "Tights"}, {"eats-safe", "no"}, {"lost", "no"}, {"secret", "I feel low."}},
		want:   []string{"sources: A questionnaire was filled in on 24 March 2026 by Issy's mother.", "function: Getting dressed: very hard for Issy, Mum writes.", "function: Getting dressed: “A row every day”."},
		hidden: []string{"help-given"}, never: []string{"low"}}.run(t)
	walk{name: "questionnaire-teacher", names: Names{"Issy", "Mr Dunmallow"}, say: [][2]string{{"role", "Class teacher, since September"}, {"support-now", "None"}, {"strengths", "She knows it all out loud. On paper it vanishes."},
		{"goes#4", "adult"}, {"last-time#4", "One sentence in ten minutes"}, {"goes#6", "misses-out"}, {"writes", "yes"}, {"out-loud", "yes"}, {"words-ten", "6"}, {"send-sample", "yes"}, {"tried", "Pencil grip, half a term, no change"}, {"most", "Being able to read her work"}, {"concern", "yes"}, {"best-time", "Thursday, English, 09:20"}},
		want: []string{"function: Writing and drawing: with an adult beside.", "function: Mr Dunmallow counts 6 words in ten minutes.", "function: Mr Dunmallow writes that Issy can tell more than Issy can write."}, never: []string{"safety"}}.run(t)
	walk{name: "questionnaire-young-person", names: Names{"Issy", "Issy"}, say: [][2]string{{"like", "Snails"}, {"filled-how", "me-with-help"}, {"how#3", "help"}, {"tell#3", "My hand gets tired"}, {"how#4", "ok"}, {"wish", "Do my own tights"}, {"now", "2"}, {"told-others", "I hate PE"}},
		want: []string{"function: Writing: Issy would like help with it.", "function: Writing: “My hand gets tired”.", "views: Issy wrote: “Do my own tights”.", "views: Issy rates how good it is now as 2 out of 10."}, never: []string{"hate"}}.run(t)
}
