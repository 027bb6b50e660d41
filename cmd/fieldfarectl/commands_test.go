package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

func TestInit_OnceWithItsCode(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	code := regexp.MustCompile(`^[0-9A-Z]{4}(-[0-9A-Z]{4}){6}\n$`)
	if r := do(t, "init", "--store", dir); !code.MatchString(r.out) || !strings.Contains(r.err, "Write this recovery code down") {
		t.Errorf("init printed %q and said %q", r.out, r.err)
	}
	refused(t, "a store in this folder already", in(t, "", "init", "--store", dir))
	refused(t, "a store in this folder already", in(t, "", "practice", "--store", dir))
	short := filepath.Join(t.TempDir(), "short")
	refused(t, "at least 8 characters", with(t, "short", nil, "init", "--store", short))
	if _, err := os.Stat(filepath.Join(short, "fieldfare.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a refused passphrase left a store: %v", err)
	}
	if r := do(t, "init", "--json", "--store", filepath.Join(t.TempDir(), "j")); len(document[map[string]string](t, r)["recovery_code"]) != 34 {
		t.Errorf("init --json printed %s", r.out)
	}
}

func TestPassphrase_FromAFile(t *testing.T) {
	dir := empty(t)
	for _, text := range []string{passphrase, passphrase + "\n", passphrase + "\r\n"} {
		if r := with(t, "", nil, "status", "--store", dir, "--passphrase-file", file(t, "p", text)); r.code != exitDone {
			t.Errorf("%q: exit %d %s", text, r.code, r.err)
		}
	}
	refused(t, "does not open this store", with(t, "", nil, "status", "--store", dir, "--passphrase-file", file(t, "p", "another "+passphrase)))
	refused(t, "passphrase file cannot be read", with(t, "", nil, "status", "--store", dir, "--passphrase-file", "/nowhere"))
	if r := with(t, "", nil, "status", "--store", dir); r.code != exitUsage || !strings.Contains(r.err, "FIELDFARE_PASSPHRASE") {
		t.Errorf("without a passphrase: exit %d %s", r.code, r.err)
	}
}

func TestPractice_TheNotebooksComeFirst(t *testing.T) {
	list := document[[]flatRecord](t, do(t, "children", "--store", practised(t), "--json"))
	if len(list) != 12 || list[0].ID != isla || list[1].ID != yusuf {
		t.Fatalf("%d children, the first two %v", len(list), list[:2])
	}
	if got := list[0].Fields.Text("name"); got != "Isla Maeve O'Thistlewood" {
		t.Errorf("the first child is %q", got)
	}
	people := do(t, "children", "--store", practised(t)).out
	if want := isla + "  Isla Maeve O'Thistlewood, born 29 February 2020\n"; !strings.HasPrefix(people, want) {
		t.Errorf("for people:\n%s", people)
	}
	two := filepath.Join(t.TempDir(), "two")
	do(t, "practice", "--store", two, "--children", "2")
	if got := len(document[[]flatRecord](t, do(t, "children", "--store", two, "--json"))); got != 2 {
		t.Errorf("--children 2 made %d", got)
	}
	// A practice store never syncs unless it was made to.
	refused(t, "practice store", in(t, "", "enrol", "--store", two, "--central", "http://127.0.0.1:9", "--code", "x"))
}

func TestExport_SameStateSameBytes(t *testing.T) {
	dir := practised(t)
	first := whole(t, dir)
	again := empty(t)
	name := file(t, "all.json", first)
	if r := do(t, "import", "--store", again, "--json", name); document[map[string]int](t, r)["records"] < 100 {
		t.Errorf("import said %s", r.out)
	}
	if diff := cmp.Diff(first, whole(t, again)); diff != "" {
		t.Errorf("export, import, export (-first +second):\n%s", diff)
	}
	do(t, "import", "--store", again, name)
	if whole(t, again) != first {
		t.Error("importing the same file a second time changed the state")
	}
	out := filepath.Join(t.TempDir(), "one.json")
	do(t, "export", "--store", dir, "--child", isla, out)
	one, err := os.ReadFile(out)
	must(t, err)
	b, err := assessments.ParseBundle(strings.NewReader(string(one)), "one.json")
	must(t, err)
	for _, r := range b.Records {
		if r.Scope.Type == assessments.ScopeChild && r.Scope.ID != isla {
			t.Fatalf("Isla's export holds a %s of %s", r.Kind, r.Scope.ID)
		}
	}
	refused(t, "no child with that id", in(t, "", "export", "--store", dir, "--child", "019a0001-0000-7003-8000-0000000000ff"))
	missing := filepath.Join(t.TempDir(), "no", "such.json")
	refused(t, "could not be written", in(t, "", "export", "--store", dir, missing))
}

func TestSet_AsTheAppMakesIt(t *testing.T) {
	dir := practised(t)
	r := do(t, "set", "--store", dir, "--json", isla, "preferred_name=Issy", `postcode="ZZ99 3AA"`, "diagnoses=[\"DCD\"]", "nhs_number=9994172638")
	cid := document[map[string]string](t, r)["ok"]
	f := flatOf(t, dir, isla).Fields
	var diagnoses []string
	must(t, json.Unmarshal(f["diagnoses"], &diagnoses))
	if f.Text("preferred_name") != "Issy" || f.Text("postcode") != "ZZ99 3AA" || f.Text("nhs_number") != "9994172638" || !slices.Equal(diagnoses, []string{"DCD"}) {
		t.Errorf("the fields read %s", f)
	}
	list := document[[]entry](t, do(t, "history", "--store", dir, "--json", isla))
	last := list[len(list)-1]
	if last.CID != cid || last.Set.Text("postcode") != "ZZ99 3AA" || last.At != "2026-11-20T09:00:00.000Z" || last.State != "pending" {
		t.Errorf("the newest change is %+v, set said %s", last, cid)
	}
	if r := do(t, "set", "--store", dir, isla, "postcode=null", "--now", "2026-12-01T10:00:00Z"); strings.TrimSpace(r.out) == "" {
		t.Error("set for people prints nothing")
	}
	if _, ok := flatOf(t, dir, isla).Fields["postcode"]; ok {
		t.Error("null does not clear a field")
	}
	list = document[[]entry](t, do(t, "history", "--store", dir, "--json", isla))
	if got := list[len(list)-1].At; got != "2026-12-01T10:00:00.000Z" {
		t.Errorf("--now did not fix the clock: %s", got)
	}
	refused(t, "no such record", in(t, "", "set", "--store", dir, "019a0001-0000-7003-8000-0000000000ff", "name=x"))
}

const note = "019b0000-0000-7000-8000-000000000001"

func TestApply_AnswersEachLine(t *testing.T) {
	dir := practised(t)
	lines := `{"record":"` + note + `","kind":"observation","child":"` + isla + `","set":{"text":"Sat for 4 min","type":"fact","on":"2026-11-20"}}

{"record":"` + note + `","kind":"observation","child":"` + isla + `","set":{"text":"Sat for 5 min"}}
`
	r := in(t, lines, "apply", "--store", dir, "-")
	answers := strings.Split(strings.TrimSpace(r.out), "\n")
	if r.code != exitDone || len(answers) != 2 {
		t.Fatalf("exit %d, %q %s", r.code, r.out, r.err)
	}
	list := document[[]entry](t, do(t, "history", "--store", dir, "--json", note))
	for i, a := range answers {
		var ok struct{ OK string }
		if err := json.Unmarshal([]byte(a), &ok); err != nil || ok.OK != list[i].CID {
			t.Errorf("line %d was answered %s, history says %s", i+1, a, list[i].CID)
		}
	}
	if got := flatOf(t, dir, note).Fields.Text("text"); got != "Sat for 5 min" {
		t.Errorf("the note reads %q", got)
	}
}

func TestApply_StopsAtTheFirstBadLine(t *testing.T) {
	dir := practised(t)
	good := func(text string) string {
		return `{"record":"` + note + `","kind":"observation","child":"` + isla + `","set":{"text":"` + text + `","type":"fact","on":"2026-11-20"}}` + "\n"
	}
	r := in(t, good("first")+`{"record":"`+note+`","kind":"observation","child":"`+isla+`","set":{"on":"2026-02-31"}}`+"\n"+good("third"), "apply", "--store", dir, "-")
	if r.code != exitRefused || strings.Count(r.out, `"ok"`) != 1 || !strings.Contains(r.err, "Line 2") || !strings.Contains(r.err, "2026-02-31") {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
	if got := flatOf(t, dir, note).Fields.Text("text"); got != "first" {
		t.Errorf("the note reads %q; what was answered must be kept, what came after the bad line must not be", got)
	}
}

func TestSign_InTheNameOfWhoeverTheStoreBelongsTo(t *testing.T) {
	dir := practised(t)
	in(t, `{"record":"`+note+`","kind":"observation","child":"`+isla+`","set":{"text":"As seen","type":"fact","on":"2026-11-20"}}`, "apply", "--store", dir, "-")
	s, err := store.Open(t.Context(), store.Config{Dir: dir}, passphrase)
	must(t, err)
	must(t, s.SetUser(t.Context(), assessments.ID(isla))) // any id will do
	must(t, s.Close())
	do(t, "sign", "--store", dir, note)
	if s := flatOf(t, dir, note).Signed; s == nil || s.By != assessments.ID(isla) {
		t.Errorf("signed by %+v", s)
	}
}

func TestSign_ThenNothingChangesIt(t *testing.T) {
	dir := practised(t)
	in(t, `{"record":"`+note+`","kind":"observation","child":"`+isla+`","set":{"text":"As seen","type":"fact","on":"2026-11-20"}}`, "apply", "--store", dir, "-")
	nobodys := filepath.Join(t.TempDir(), "store")
	do(t, "init", "--store", nobodys)
	in(t, `{"record":"`+note+`","kind":"observation","child":"`+isla+`","set":{"text":"As seen","type":"fact","on":"2026-11-20"}}`, "apply", "--store", nobodys, "-")
	refused(t, "Say who signs", in(t, "", "sign", "--store", nobodys, note))
	people := document[[]flatRecord](t, do(t, "records", "--store", dir, "--kind", "person", "--json"))
	do(t, "sign", "--store", dir, note, "--by", string(people[0].ID))
	if s := flatOf(t, dir, note).Signed; s == nil || s.By != people[0].ID {
		t.Errorf("signed by %+v", s)
	}
	refused(t, "signed", in(t, "", "set", "--store", dir, note, "text=Otherwise"))
	if got := flatOf(t, dir, note).Fields.Text("text"); got != "As seen" {
		t.Errorf("a signed note reads %q", got)
	}
}

func TestRecordsSearchAndStatus(t *testing.T) {
	dir := practised(t)
	goals := document[[]flatRecord](t, do(t, "records", "--store", dir, "--kind", "goal", "--child", isla, "--json"))
	if len(goals) == 0 {
		t.Error("Isla has no goals")
	}
	for _, g := range goals {
		if g.Kind != "goal" || g.Child != isla {
			t.Errorf("among Isla's goals: %s of %s", g.Kind, g.Child)
		}
	}
	hits := document[[]hit](t, do(t, "search", "--store", dir, "--json", "thistlewood"))
	if !slices.ContainsFunc(hits, func(h hit) bool { return h.Record == isla && h.Kind == "child" }) {
		t.Errorf("search for her name: %+v", hits)
	}
	if r := do(t, "search", "--store", dir, "--json", "nothinglikeit"); strings.TrimSpace(r.out) != "[]" {
		t.Errorf("no hits are %q, want []", r.out)
	}
	st := document[map[string]any](t, do(t, "status", "--store", dir, "--json"))
	for _, key := range []string{"unsent", "held", "quarantined", "conflicts", "cursor", "epoch"} {
		if _, ok := st[key]; !ok {
			t.Errorf("status does not say %q", key)
		}
	}
	all := document[[]flatRecord](t, do(t, "records", "--store", dir, "--json"))
	if got := st["unsent"]; got != float64(len(all)) {
		t.Errorf("%v unsent of %d records", got, len(all))
	}
	for _, list := range []string{"conflicts", "verify"} {
		if r := do(t, list, "--store", dir, "--json"); strings.TrimSpace(r.out) != "[]" {
			t.Errorf("%s prints %q, want []", list, r.out)
		}
	}
	out := filepath.Join(t.TempDir(), "unsent")
	if n := document[map[string]int](t, do(t, "unsent", "export", "--store", dir, out, "--json"))["changes"]; n != len(all) {
		t.Errorf("unsent export wrote %d of %d", n, len(all))
	}
	raw, err := os.ReadFile(out)
	must(t, err)
	if got := strings.Count(string(raw), "\n"); got != len(all) || !strings.Contains(string(raw), "Thistlewood") {
		t.Errorf("the file of unsent changes has %d lines", got)
	}
}

func TestMeasureAndWording(t *testing.T) {
	for _, c := range []struct{ line, out string }{
		{"measure gas --weights 4,2,1 --levels=-1,-1,-2", "35.2\n"},
		{"measure gas --levels=0,0", "50.0\n"},
		{"measure age --born 2020-07-14 --on 2026-11-20", "6;4 (6 years 4 months)\n"},
		{"measure age --born 2020-02-29 --on 2026-04-21", "6;1 (6 years 1 month)\n"},
	} {
		if r := do(t, strings.Fields(c.line)...); r.out != c.out {
			t.Errorf("%s: %q, want %q", c.line, r.out, c.out)
		}
	}
	if r := do(t, strings.Fields("measure gas --weights 4,2,1 --levels=-1,-1,-2 --json")...); strings.Join(strings.Fields(r.out), "") != `{"t":35.2}` {
		t.Errorf("gas --json: %s", r.out)
	}
	if r := do(t, strings.Fields("measure standard-score --score 85 --mean 100 --sd 15 --sem 4.74")...); !strings.Contains(r.out, "16") || !strings.Contains(r.out, "75.7 to 94.3") {
		t.Errorf("standard score: %s", r.out)
	}
	text := "Ystafell dawel ☺. Regular breaks as required."
	found := document[[]struct {
		Phrase, Severity, Question string
		From, To                   int
	}](t, in(t, text, "wording", "--json", "-"))
	if len(found) == 0 {
		t.Fatal("vague words were not found")
	}
	for _, f := range found {
		if text[f.From:f.To] != f.Phrase || f.Question == "" || f.Severity == "" {
			t.Errorf("%+v: the bytes from..to read %q", f, text[f.From:f.To])
		}
	}
	if r := in(t, "20 minutes each school day.", "wording", "--json", "-"); strings.TrimSpace(r.out) != "[]" {
		t.Errorf("clear wording prints %q", r.out)
	}
	refused(t, "-2", in(t, "", strings.Fields("measure gas --levels=-3")...))
}

func TestSchema_SpeaksOfEveryKind(t *testing.T) {
	s := document[struct {
		Defs map[string]any `json:"$defs"`
	}](t, do(t, "schema"))
	for _, k := range assessments.Kinds() {
		if s.Defs[string(k.Kind)] == nil {
			t.Errorf("the schema has no %s", k.Kind)
		}
	}
}

// TestUsage_ExitCodes holds every command to help with an example, and wrong usage to exit 2 with nothing on stdout.
func TestUsage_ExitCodes(t *testing.T) {
	for _, c := range commands() {
		r := in(t, "", append(strings.Fields(c.name), "--help")...)
		if r.code != exitDone || !strings.Contains(r.err, "Example:\n  ") || !strings.Contains(r.err, "fieldfarectl "+c.name) {
			t.Errorf("%s --help: exit %d\n%s", c.name, r.code, r.err)
		}
	}
	dir := t.TempDir()
	for _, line := range []string{
		"", "bogus", "measure", "measure nothing", "init", "init --store " + dir + " extra", "status", "status --store " + dir + " --bogus",
		"import --store " + dir, "export --store " + dir + " --format fhir", "export --store " + dir + " a b", "apply --store " + dir,
		"set --store " + dir, "set --store " + dir + " x", "sign --store " + dir, "history --store " + dir, "search --store " + dir,
		"report --store " + dir, "report --store " + dir + " --child x --kind nonsense --for la --out a.pdf",
		"report --store " + dir + " --child x --kind ehc-advice --for la --out a.exe",
		"report --store " + dir + " --child x --kind ehc-advice --for la --as-at 2026-02-31 --out a.pdf",
		"enrol --store " + dir, "conflicts --store " + dir + " what", "conflicts --store " + dir + " resolve a/b --keep most",
		"conflicts --store " + dir + " resolve --keep both", "unsent export --store " + dir, "measure gas", "measure gas --levels=x", "measure gas --levels=0.5",
		"measure standard-score", "measure age --born 2020-02-30 --on 2026-01-01", "status --store " + dir + " --now yesterday", "wording a b",
		"children --store " + dir + " extra", "records --store " + dir + " extra", "status --store " + dir + " extra", "verify --store " + dir + " extra",
		"sync --store " + dir + " extra", "enrol --store " + dir + " --central http://127.0.0.1:9 --code x extra",
	} {
		if r := in(t, "", strings.Fields(line)...); r.code != exitUsage || r.out != "" || r.err == "" {
			t.Errorf("%q: exit %d, out %q, err %q; want exit 2 and a sentence", line, r.code, r.out, r.err)
		}
	}
}

func TestOffline_IsExitThree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	r := in(t, "", "enrol", "--store", dir, "--central", "http://127.0.0.1:1", "--code", "snail-beanbag-4821")
	if r.code != exitOffline || !strings.Contains(r.err, "cannot be reached") || r.out != "" {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
	if !strings.Contains(r.err, "recovery code") {
		t.Error("enrol made a store and did not show its recovery code")
	}
	do(t, "status", "--store", dir) // the store that enrol made is whole
	refused(t, "not enrolled", in(t, "", "sync", "--store", dir))
}
