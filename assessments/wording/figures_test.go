package wording

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	update  = flag.Bool("update", false, "write the figures of the corpus into docs/wording.md")
	heldOut = flag.Bool("held-out", false, "measure the sentences put aside, and write their figures into docs/wording.md")
)

const figuresDoc = "../../docs/wording.md"

// tally counts, and keeps what went wrong.
type tally struct {
	rows, high, caught, blocked, rightlyBlocked int // sentences
	phrases, reached, findings, right, graded   int // phrases and findings of any severity
	errors                                      []string
}

// spot is where an expected phrase stands. The same phrase may stand twice in a sentence, and is then expected twice.
type spot struct {
	expect
	from, to int
	found    bool
}

func spots(r row) []spot {
	var out []spot
	at := map[string]int{}
	for _, e := range r.Expect {
		from := at[e.Phrase] + strings.Index(r.Text[at[e.Phrase]:], e.Phrase)
		out = append(out, spot{expect: e, from: from, to: from + len(e.Phrase)})
		at[e.Phrase] = from + len(e.Phrase)
	}
	return out
}

// add measures one sentence. A finding is right where it overlaps a phrase that was expected, and a sentence is caught
// where a High finding overlaps a phrase that was labelled high.
func (t *tally) add(r row, found []Finding) {
	t.rows++
	want := spots(r)
	caught := false
	var wrong []string
	for _, f := range found {
		t.findings++
		right, graded := false, false
		for i := range want {
			w := &want[i]
			if f.From < w.to && w.from < f.To {
				right, w.found = true, true
				graded = graded || f.Severity == labels[w.Severity]
				caught = caught || f.Severity == High && w.Severity == "high"
			}
		}
		if right {
			t.right++
		} else {
			wrong = append(wrong, fmt.Sprintf("%s false: “%s”", f.Severity, f.Phrase))
		}
		if graded {
			t.graded++
		} else if right {
			wrong = append(wrong, fmt.Sprintf("graded %s: “%s”", f.Severity, f.Phrase))
		}
	}
	for _, w := range want {
		t.phrases++
		if w.found {
			t.reached++
		} else {
			wrong = append(wrong, fmt.Sprintf("%s missed: “%s”", strings.ToUpper(w.Severity[:1]), w.Phrase))
		}
	}
	if r.Label == "high" {
		t.high++
		if caught {
			t.caught++
		}
	}
	if Blocks(found) {
		t.blocked++
		if r.Label == "high" {
			t.rightlyBlocked++
		}
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		text := r.Text
		if r.Structured {
			text += " (structured)"
		}
		t.errors = append(t.errors, fmt.Sprintf("| %s | %s | %s | %s |", r.ID, strings.ReplaceAll(text, "|", "\\|"), r.Label, strings.Join(wrong, "; ")))
	}
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

func (t *tally) recall() float64    { return share(t.caught, t.high) }
func (t *tally) precision() float64 { return share(t.rightlyBlocked, t.blocked) }
func (t *tally) clean() float64     { return share(t.right, t.findings) }

func (t *tally) figures() string {
	var b strings.Builder
	line := func(what string, part, whole int) {
		fmt.Fprintf(&b, "| %s | %d of %d | %.3f |\n", what, part, whole, share(part, whole))
	}
	fmt.Fprintf(&b, "| Measured on %d sentences | Count | Share |\n|---|---|---|\n", t.rows)
	line("Recall at high: sentences labelled high that are blocked for a phrase labelled high", t.caught, t.high)
	line("Precision at high: blocked sentences that are labelled high", t.rightlyBlocked, t.blocked)
	line("Recall, any severity: labelled phrases that a finding reaches", t.reached, t.phrases)
	line("Precision, any severity: findings that reach a labelled phrase", t.right, t.findings)
	line("Graded as labelled: findings whose severity is the label's", t.graded, t.findings)
	return b.String()
}

func (t *tally) table() string {
	return "\n| Row | Sentence | Label | What went wrong |\n|---|---|---|---|\n" + strings.Join(t.errors, "\n") + "\n"
}

func measured(t *testing.T, name string) *tally {
	var out tally
	for _, r := range readRows(t, name) {
		out.add(r, checkRow(r))
	}
	return &out
}

// between puts text between two marks of the document, or returns what stands there.
func between(t *testing.T, doc, mark string) (before, inside, after string) {
	t.Helper()
	before, rest, ok := strings.Cut(doc, "<!-- "+mark+" begins -->\n")
	inside, after, ok2 := strings.Cut(rest, "<!-- "+mark+" ends -->")
	if !ok || !ok2 {
		t.Fatalf("docs/wording.md has no marks for %q", mark)
	}
	return before + "<!-- " + mark + " begins -->\n", inside, "<!-- " + mark + " ends -->" + after
}

// The document shows what the checker does today: figures that are out of date fail.
func TestCorpus_FiguresInTheDocument(t *testing.T) {
	doc, err := os.ReadFile(figuresDoc)
	if err != nil {
		t.Fatal(err)
	}
	got := measured(t, "corpus.jsonl")
	want := got.figures() + got.table()
	before, inside, after := between(t, string(doc), "corpus")
	if *update {
		if err := os.WriteFile(figuresDoc, []byte(before+want+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(want, inside); d != "" {
		t.Errorf("docs/wording.md is out of date; run go test ./assessments/wording -update\n%s", d)
	}
}

// The checker finds what must be found, and lets usable provision through.
func TestCorpus_RecallAndPrecision(t *testing.T) {
	got := measured(t, "corpus.jsonl")
	if got.recall() < 0.95 {
		t.Errorf("recall at high %.3f, want 0.95 or more:\n%s", got.recall(), got.table())
	}
	if got.precision() < 0.90 || got.clean() < 0.90 {
		t.Errorf("precision at high %.3f, of all findings %.3f, want 0.90 or more:\n%s", got.precision(), got.clean(), got.table())
	}
}

// The rows of the two practice children, as they were written before any checker, must never wait for a reason.
func TestCorpus_CompleteRowsAreNotBlocked(t *testing.T) {
	seen := 0
	for _, r := range readRows(t, "corpus.jsonl") {
		if r.Label != "fine" || !strings.Contains(r.Note, "of notebook") && !strings.Contains(r.Note, "worked example") {
			continue
		}
		seen++
		if f := checkRow(r); len(f) > 0 {
			t.Errorf("%s, %s: %q gives %s", r.ID, r.Note, r.Text, found(f))
		}
	}
	if seen < 40 {
		t.Errorf("only %d complete rows were checked", seen)
	}
}

// The record of the sentences put aside is written once, and stands: it is no target.
func TestHeldOut_FiguresAreOnRecord(t *testing.T) {
	doc, err := os.ReadFile(figuresDoc)
	if err != nil {
		t.Fatal(err)
	}
	before, inside, after := between(t, string(doc), "held out")
	if *heldOut {
		got := measured(t, "held_out.jsonl")
		if err := os.WriteFile(figuresDoc, []byte(before+got.figures()+got.table()+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := fmt.Sprintf("Measured on %d sentences", len(readRows(t, "held_out.jsonl"))); !strings.Contains(inside, want) {
		t.Errorf("docs/wording.md does not say %q", want)
	}
}
