package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/pathway"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

// The records that every walk begins with. Nobody of these names exists.
const (
	ours      = "019a0009-0000-7001-8000-000000000001" // the service
	therapist = "019a0009-0000-7001-8000-000000000002" // Ada Larch, who decides
	place     = "019a0009-0000-7001-8000-000000000003" // the school or nursery
	kid       = "019a0009-0000-7001-8000-000000000004"
	mother    = "019a0009-0000-7001-8000-000000000005"
	referral  = "019a0009-0000-7001-8000-000000000006"
)

// fields are the fields of a record as a script writes them.
type fields = map[string]any

// A walk is one child's way through one service, in a real store: each step is a process of its own or what a screen does.
type walk struct {
	t     *testing.T
	h     house
	store string
	day   assessments.Date
	made  int
	pack  string
	alone bool   // one child only is in the store
	file  string // the child's records as they stand, exported; "" after a change
}

// newWalk makes a store with a service that works by a pack, its therapist, a school and a family.
func newWalk(t *testing.T, day assessments.Date, pack string, setting, child, parent fields) *walk {
	t.Helper()
	h := newHouse(t)
	w := &walk{t: t, h: h, store: h.at("store"), day: day, pack: pack, alone: true}
	w.ctl("", "init", "--store", w.store)
	w.put(
		team("service", ours, fields{"name": "Riverbank Children's Therapy", "rules": pack}),
		team("person", therapist, fields{"name": "Ada Larch", "role": "occupational-therapist", "hcpc": "OT000001"}),
		at("setting", place, place, setting),
		own("child", kid, child), own("person", mother, parent),
	)
	return w
}

// on goes on to another day; nobody walks back.
func (w *walk) on(day assessments.Date) {
	w.t.Helper()
	if !day.Valid() || day < w.day {
		w.t.Fatalf("%s does not come after %s", day, w.day)
	}
	w.day = day
}

func (w *walk) now(day assessments.Date) time.Time { return day.Time().Add(10 * time.Hour) }

func (w *walk) fresh() string {
	w.made++
	return fmt.Sprintf("019a0009-0000-7002-8000-%012d", w.made)
}

// ctl runs fieldfarectl on the walk's day; it must be done.
func (w *walk) ctl(stdin string, args ...string) string { return w.ctlOn(w.day, stdin, args...) }

func (w *walk) ctlOn(day assessments.Date, stdin string, args ...string) string {
	w.t.Helper()
	return w.h.ctl(w.t, stdin, append(args, "--now", w.now(day).Format(time.RFC3339))...)
}

// refused runs fieldfarectl, which must refuse with a sentence that says why, and print nothing.
func (w *walk) refused(says, stdin string, args ...string) {
	w.t.Helper()
	cmd := w.h.start(w.t, append(args, "--now", w.now(w.day).Format(time.RFC3339))...)
	cmd.Stdin = strings.NewReader(stdin)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 || len(out) > 0 || !strings.Contains(errs.String(), says) {
		w.t.Fatalf("%v: %v, printed %q, said %q; want exit 1 and %q", args, err, out, errs.String(), says)
	}
}

func line(kind, id, scope, of string, set fields) string {
	edit := fields{"record": id, "kind": kind, "set": set}
	if scope != "" {
		edit[scope] = of
	}
	raw, err := json.Marshal(edit)
	if err != nil {
		panic(err) // the test's own fields
	}
	return string(raw)
}

func team(kind, id string, set fields) string        { return line(kind, id, "", "", set) }
func own(kind, id string, set fields) string         { return line(kind, id, "child", kid, set) }
func at(kind, id, setting string, set fields) string { return line(kind, id, "setting", setting, set) }
func of(kind, id, child string, set fields) string   { return line(kind, id, "child", child, set) }

func (w *walk) set(id string, set ...string) {
	w.t.Helper()
	w.file = ""
	w.ctl("", append([]string{"set", "--store", w.store, id}, set...)...)
}

func (w *walk) put(lines ...string) {
	w.t.Helper()
	w.file = ""
	w.ctl(strings.Join(lines, "\n"), "apply", "--store", w.store, "-")
}

func (w *walk) contact(set fields) (id string) {
	w.t.Helper()
	id = w.fresh()
	w.put(own("contact", id, set))
	return id
}

// visiting is a first appointment as it is planned.
func visiting(day assessments.Date, where string) fields {
	return fields{"type": "visit", "status": "planned", "purpose": "First appointment", "place": where, "on": day, "from": "10:00", "to": "10:45", "clinician": therapist}
}

// A reason is one rule's word, as service check --json prints it.
type reason struct {
	Rules       []int    `json:"rules"`
	Key         string   `json:"key"`
	Effect      string   `json:"effect"`
	Code        string   `json:"code"`
	Sentence    string   `json:"sentence"`
	WouldChange string   `json:"would_change"`
	Signposts   []string `json:"signposts"`
}

// A step is something that waits for somebody.
type step struct {
	Rules        []int    `json:"rules"`
	Key          string   `json:"key"`
	Title        string   `json:"title"`
	Sentence     string   `json:"sentence"`
	Record       string   `json:"record"`
	Template     string   `json:"template"`
	Options      []string `json:"options"`
	Decide       bool     `json:"decide"`
	Clinician    bool     `json:"named_clinician"`
	Safeguarding bool     `json:"safeguarding_check"`
}

type answer struct {
	Pack     string   `json:"pack"`
	Outcome  string   `json:"outcome"`
	Sentence string   `json:"sentence"`
	Reasons  []reason `json:"reasons"`
	Untested []string `json:"untested"`
	Next     []step   `json:"next"`
}

// check asks the rules about the walk's child, with the store's own choices unless the words say otherwise.
func (w *walk) check(words ...string) answer {
	w.t.Helper()
	return decode[answer](w.t, w.ctl("", append(append([]string{"service", "check", "--json"}, w.records()...), words...)...))
}

// records exports what stands in the store, once for each state of it, for the commands that ask the rules: a file opens without
// a passphrase. Where the store has several children the words name the pack, since a child's own file has no service.
func (w *walk) records() []string {
	w.t.Helper()
	if w.file == "" {
		w.file = w.h.at("records.json")
		args := []string{"export", "--store", w.store, w.file}
		if !w.alone {
			args = append(args, "--child", kid)
		}
		w.ctl("", args...)
	}
	if !w.alone {
		return []string{"--pack", w.pack, w.file}
	}
	return []string{w.file}
}

// checkChild asks about any child straight from the store.
func (w *walk) checkChild(child string, words ...string) answer {
	w.t.Helper()
	return decode[answer](w.t, w.ctlOn(w.day, "", append([]string{"service", "check", "--json", "--store", w.store, "--child", child}, words...)...))
}

// checkFile asks about a referral that is only a file.
func (w *walk) checkFile(pack string, child, ref fields, words ...string) answer {
	w.t.Helper()
	raw, err := json.Marshal(fields{"child": child, "referral": ref})
	must(w.t, err)
	file := filepath.Join(w.h.at("tmp"), "referral.json")
	must(w.t, os.WriteFile(file, raw, 0o600))
	return decode[answer](w.t, w.ctl("", append([]string{"service", "check", "--json", "--pack", pack, file}, words...)...))
}

// is holds an answer to its outcome, and a no to what every no must say.
func (a answer) is(t *testing.T, outcome string) {
	t.Helper()
	if a.Outcome != outcome {
		t.Fatalf("%s, want %s: %+v", a.Outcome, outcome, a.Reasons)
	}
	for _, r := range a.Reasons {
		if r.Effect == "against" && (r.Sentence == "" || r.WouldChange == "" || len(r.Signposts) == 0) {
			t.Fatalf("a bare no: %+v", r)
		}
	}
}

// says finds the word of a rule with an effect.
func (a answer) says(t *testing.T, effect string, rule int) reason {
	t.Helper()
	for _, r := range a.Reasons {
		if r.Effect == effect && (rule == 0 || slices.Contains(r.Rules, rule)) {
			return r
		}
	}
	t.Fatalf("rule %d says nothing %s: %+v", rule, effect, a.Reasons)
	return reason{}
}

// step finds what waits by its key; absent reports that nothing of that key does.
func (a answer) step(t *testing.T, key string) step {
	t.Helper()
	for _, s := range a.Next {
		if s.Key == key {
			return s
		}
	}
	t.Fatalf("no step %s: %+v", key, a.Next)
	return step{}
}

func (a answer) absent(t *testing.T, key string) {
	t.Helper()
	if slices.ContainsFunc(a.Next, func(s step) bool { return s.Key == key }) {
		t.Errorf("%s still waits: %+v", key, a.Next)
	}
}

// A ticking is one clock, as service clocks --json prints it.
type ticking struct {
	Name      string           `json:"name"`
	Law       bool             `json:"law"`
	Started   assessments.Date `json:"started"`
	Due       assessments.Date `json:"due"`
	Left      int              `json:"left"`
	Breached  bool             `json:"breached"`
	DaysOver  int              `json:"days_over"`
	Stopped   assessments.Date `json:"stopped"`
	StoppedBy string           `json:"stopped_by"`
	Source    string           `json:"source"`
}

// clocks asks for the child's clocks as they stand on a day, which may lie ahead.
func (w *walk) clocks(day assessments.Date) (clocks []ticking, unstated []string) {
	w.t.Helper()
	out := decode[struct {
		Clocks   []ticking `json:"clocks"`
		Unstated []string  `json:"unstated"`
	}](w.t, w.ctlOn(day, "", append([]string{"service", "clocks", "--json"}, w.records()...)...))
	return out.Clocks, out.Unstated
}

// clock is one of them, held to when it is due, what is left and whether it is late.
func (w *walk) clock(name string, day, due assessments.Date, left int, breached bool) ticking {
	w.t.Helper()
	all, _ := w.clocks(day)
	i := slices.IndexFunc(all, func(k ticking) bool { return k.Name == name })
	if i < 0 {
		w.t.Fatalf("no clock %s on %s: %+v", name, day, all)
	}
	if k := all[i]; k.Due != due || k.Left != left || k.Breached != breached || k.Source == "" {
		w.t.Fatalf("%s on %s: %+v, want due %s, %d left, breached %v", name, day, k, due, left, breached)
	}
	return all[i]
}

// open opens the store in this process, as the app's window does, on the walk's day.
func (w *walk) open(do func(context.Context, *store.Store)) {
	w.t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, store.Config{Dir: w.store, Now: func() time.Time { return w.now(w.day) }}, passphrase)
	must(w.t, err)
	defer func() { must(w.t, s.Close()) }()
	do(ctx, s)
}

// A screen is the pathway of the child as a therapist has it before them.
type screen struct {
	*pathway.Page
	w *walk
	s *store.Store
}

// screen opens the child's pathway.
func (w *walk) screen(child string, do func(screen)) {
	w.t.Helper()
	w.open(func(ctx context.Context, s *store.Store) {
		p, err := pathway.Read(ctx, s, assessments.ID(child), therapist, w.day)
		must(w.t, err)
		do(screen{p, w, s})
	})
}

// save writes what a screen decided, as the screen does.
func (p screen) save(kind assessments.Kind, id string, set assessments.Fields) {
	p.w.t.Helper()
	p.w.file = ""
	_, err := p.s.Apply(context.Background(), []assessments.Edit{{Record: assessments.ID(id), Kind: kind, Scope: assessments.ChildScope(p.Child), Op: assessments.OpSet, Set: set}})
	must(p.w.t, err)
}

// triage ends triage with an outcome and a tier; what stands against it must say what it should, and then nothing is written.
func (w *walk) triage(outcome, tier, against string) {
	w.t.Helper()
	w.screen(kid, func(p screen) {
		i := slices.IndexFunc(p.Verdicts(), func(v pathway.Verdict) bool { return v.Outcome == outcome && v.Tier == tier })
		if i < 0 {
			w.t.Fatalf("the screen offers no %s %s: %+v", outcome, tier, p.Verdicts())
		}
		set, stands := p.Triage(p.Verdicts()[i])
		w.holds(stands, against)
		if against == "" {
			p.save(assessments.KindReferral, referral, set)
		}
	})
}

// holds compares what stands against a step with what should.
func (w *walk) holds(stands []string, against string) {
	w.t.Helper()
	all := strings.Join(stands, " ")
	if against == "" && all != "" || !strings.Contains(all, against) {
		w.t.Fatalf("against it stands %q, want %q", all, against)
	}
}

func raw(v any) json.RawMessage {
	out, err := json.Marshal(v)
	if err != nil {
		panic(err) // the test's own values
	}
	return out
}

// ask fills in a question template as the screen does, with the call that asking it is.
func (w *walk) ask(name, by string, values map[string]string) (sheet string) {
	w.t.Helper()
	sheet = w.fresh()
	w.screen(kid, func(p screen) {
		ctx := context.Background()
		lib, err := template.Load(assets.Templates)
		must(w.t, err)
		front, err := questions.Before(ctx, p.s, lib, kid, name, w.day)
		must(w.t, err)
		call := w.fresh()
		how := ""
		if ways := front.Hows(); len(ways) > 0 {
			how = ways[0].Is
		}
		answers, contact := front.Begin(assessments.ID(sheet), assessments.ID(call), assessments.ID(by), therapist, how, w.day, "09:00")
		if contact != nil {
			p.save(assessments.KindContact, call, assessments.Encode(contact))
		}
		p.save(assessments.KindAnswers, sheet, assessments.Encode(answers))
		form, err := questions.Open(ctx, p.s, lib, assessments.ID(sheet))
		must(w.t, err)
		for question, value := range values {
			must(w.t, form.Set(question, 0, value))
		}
		p.save(assessments.KindAnswers, sheet, assessments.Fields{"values": raw(form.Stored())})
	})
	return sheet
}

func read(t testing.TB, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	must(t, err)
	return string(data)
}
