package expect

import (
	"bytes"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
)

func load(t *testing.T, name string) (Table, []byte) {
	t.Helper()
	table := tableOf(t, name)
	notebook, err := assets.Demo.ReadFile("demo/notebooks/" + table.Notebook)
	if err != nil {
		t.Fatal(err)
	}
	return table, notebook
}

// TestEveryBulletHasARow holds the tables to their notebooks: nothing a therapist asked for may fall between.
func TestEveryBulletHasARow(t *testing.T) {
	for name, want := range map[string]int{"isla": 14, "yusuf": 15} {
		t.Run(name, func(t *testing.T) {
			table, notebook := load(t, name)
			if got := len(Bullets(notebook)); got != want {
				t.Errorf("the notebook has %d bullets, want %d", got, want)
			}
			bullets, rows := table.Uncovered(notebook)
			for _, b := range bullets {
				t.Errorf("no row stands for: %s", b)
			}
			for _, r := range rows {
				t.Errorf("row %s stands under no bullet: %q", r.ID, r.Bullet)
			}
			if table.Later() >= len(table.Rows)*len(table.Reports) {
				t.Errorf("counted %d later rows", table.Later())
			}
			t.Logf("%d rows, %d of them (per report) later", len(table.Rows), table.Later())
		})
	}
}

// TestWordsStandInTheNotebook catches a row that asks for what nobody noted: numbers and quotations of "must" rows are
// in the notebook.
func TestWordsStandInTheNotebook(t *testing.T) {
	for _, name := range []string{"isla", "yusuf"} {
		table, notebook := load(t, name)
		plain := Plain(bare(string(notebook)))
		for _, r := range table.Rows {
			if words := Plain(r.Must); words != "" && !strings.ContainsAny(words, "abcdefghijklmnopqrstuvwxyz") && !strings.Contains(plain, words) {
				t.Errorf("%s: row %s asks for %q, which is not in the notebook", name, r.ID, r.Must)
			}
		}
	}
}

// TestTheRecordKeepsWhatItMust checks the rows about the record itself on the bundles as they are.
func TestTheRecordKeepsWhatItMust(t *testing.T) {
	table, _ := load(t, "yusuf")
	data, err := assets.Demo.ReadFile("demo/" + table.Bundle)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := assessments.ParseBundle(bytes.NewReader(data), table.Bundle); err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	failures, err := table.Check("record", "none", nil, string(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range failures {
		t.Error(f)
	}
}

// TestChildAndAuthorAreInTheBundle checks that a table's ids lead somewhere.
func TestChildAndAuthorAreInTheBundle(t *testing.T) {
	for _, name := range []string{"isla", "yusuf"} {
		table, _ := load(t, name)
		data, err := assets.Demo.ReadFile("demo/" + table.Bundle)
		if err != nil {
			t.Fatal(err)
		}
		b, err := assessments.ParseBundle(bytes.NewReader(data), table.Bundle)
		if err != nil {
			t.Fatal(assessments.Sentence(err))
		}
		kinds := map[assessments.ID]assessments.Kind{}
		for _, r := range b.Records {
			kinds[r.ID] = r.Kind
		}
		if kinds[assessments.ID(table.Child)] != assessments.KindChild || kinds[assessments.ID(table.Author)] != assessments.KindPerson {
			t.Errorf("%s: child is a %q and author a %q", name, kinds[assessments.ID(table.Child)], kinds[assessments.ID(table.Author)])
		}
	}
}

const head = `
notebook = "n.md"
[[report]]
name = "ehc"
kind = "ehc-advice"
recipient = "la"
as_at = "2026-05-21"
[[report]]
name = "supplier"
kind = "equipment"
recipient = "supplier"
as_at = "2026-05-21"
later = true
restricted = true
`

func TestCheck(t *testing.T) {
	table, err := Parse([]byte(head + `
[[row]]
id = "name"
bullet = "All"
reports = ["*"]
must = "O'Thistlewood"
[[row]]
id = "hours"
bullet = "Rows"
reports = ["ehc"]
must_re = '\b38\.0\b'
section = "F"
once = true
[[row]]
id = "vague"
bullet = "Not"
reports = ["*"]
must_not_re = '(?i)regular breaks'
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, kind, to, f, whole string
		want                     []string
	}{
		{"all well, with better quotation marks", "ehc-advice", "la", "38.0 hours", "O’Thistlewood 38.0 hours", nil},
		{"missing everywhere", "ehc-advice", "la", "38,0", "Thistlewood", []string{"name", "hours"}},
		{"twice in its section", "ehc-advice", "la", "38.0 and 38.0", "O'Thistlewood", []string{"hours"}},
		{"only outside its section", "ehc-advice", "la", "", "O'Thistlewood 38.0", []string{"hours"}},
		{"forbidden, with a space that does not break", "ehc-advice", "la", "38.0", "O'Thistlewood Regular\u00a0breaks", []string{"vague"}},
		{"the name is not asked of a restricted report", "equipment", "supplier", "", "sizes", nil},
		{"but what is forbidden is forbidden there too", "equipment", "supplier", "", "regular breaks", []string{"vague"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			failures, err := table.Check(tc.kind, tc.to, map[string]string{"F": tc.f}, tc.whole)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range failures {
				got = append(got, f.Row.ID)
			}
			if strings.Join(got, " ") != strings.Join(tc.want, " ") {
				t.Errorf("failed rows %v, want %v", failures, tc.want)
			}
		})
	}
	if failures, _ := table.Check("ehc-advice", "la", nil, "O'Thistlewood"); len(failures) != 1 || !strings.Contains(failures[0].String(), "no section") {
		t.Errorf("a report without the section: %v", failures)
	}
	if _, err := table.Check("letter-gp", "gp", nil, ""); err == nil {
		t.Error("a report that no row speaks of passed")
	}
}

func TestParseRefusesWhatCouldPassByAccident(t *testing.T) {
	row := func(body string) string {
		return head + "[[row]]\nid = \"a\"\nbullet = \"b\"\nreports = [\"ehc\"]\n" + body
	}
	for name, text := range map[string]string{
		"no words":          row(""),
		"two kinds":         row("must = \"x\"\nmust_not = \"y\"\n"),
		"bad pattern":       row("must_re = '('\n"),
		"empty pattern":     row("must_re = 'x*'\n"),
		"unknown column":    row("must = \"x\"\nmsut = \"y\"\n"),
		"once for must not": row("must_not = \"x\"\nonce = true\n"),
		"unknown report":    head + "[[row]]\nid = \"a\"\nbullet = \"b\"\nreports = [\"ech\"]\nmust = \"x\"\n",
		"no bullet":         head + "[[row]]\nid = \"a\"\nreports = [\"ehc\"]\nmust = \"x\"\n",
		"id twice":          row("must = \"x\"\n") + "[[row]]\nid = \"a\"\nbullet = \"b\"\nreports = [\"ehc\"]\nmust = \"y\"\n",
		"report twice":      head + head[len("\nnotebook = \"n.md\"\n"):],
		"not toml":          "row = [",
	} {
		if _, err := Parse([]byte(text)); err == nil {
			t.Errorf("%s: not refused", name)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(head))
	f.Fuzz(func(_ *testing.T, data []byte) {
		if table, err := Parse(data); err == nil {
			_, _ = table.Check("ehc-advice", "la", map[string]string{"F": "x"}, "y")
		}
	})
}
