package docx

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/sheet"
)

// A marker puts a word of its own into every text of every record, so that whatever turns up in a file can be followed to
// the field it came from.
type marker struct {
	n     int
	where map[string]source
}

type source struct {
	record assessments.ID
	field  string
}

func (m *marker) mark(s source, raw json.RawMessage) json.RawMessage {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return raw
	}
	out, err := json.Marshal(m.value(s, v))
	if err != nil {
		return raw
	}
	return out
}

func (m *marker) value(s source, v any) any {
	switch v := v.(type) {
	case string:
		if !strings.Contains(v, " ") { // an id, a day, a choice
			return v
		}
		m.n++
		w := "zq"
		for n := m.n; n > 0; n /= 26 {
			w += string(rune('a' + n%26))
		}
		m.where[w+"x"] = s
		return v + " " + w + "x"
	case []any:
		for i := range v {
			v[i] = m.value(s, v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = m.value(s, v[k])
		}
	}
	return v
}

var sentinel = regexp.MustCompile(`zq[a-z]+?x\b`)

// TestNothingWithheldLeaves drafts the notebooks, with every text marked and some records made confidential, for every
// kind and reader, and writes them as Word file, filled form, XLSX and tab-separated text. What Allow refuses is in no
// byte of them.
func TestNothingWithheldLeaves(t *testing.T) {
	written, followed, refused := 0, 0, 0
	layouts := forms(t)
	for seed, name := range []string{"isla", "yusuf"} {
		_, ev := notebook(t, name)
		rng := rand.New(rand.NewPCG(uint64(seed), 3))
		m := &marker{where: map[string]source{}}
		records := map[assessments.ID]assessments.Record{}
		for i, r := range ev.Records {
			r.Fields = r.Fields.Clone()
			for _, f := range r.Fields.Names() {
				if f != "other_names" && f != "missing" {
					r.Fields[f] = m.mark(source{r.ID, f}, r.Fields[f])
				}
			}
			if r.Kind != assessments.KindChild && r.Kind != assessments.KindBasis && rng.IntN(8) == 0 {
				r.Fields["confidential"] = json.RawMessage("true")
			}
			ev.Records[i], records[r.ID] = r, r
		}
		bases := reports.ReadBases(ev.Records)
		const day = assessments.Date("2026-06-15")
		for _, info := range reports.Kinds() {
			for _, role := range info.For {
				doc, err := reports.Draft(ev, reports.Request{Kind: info.Kind, Recipient: reports.Recipient{Role: role}, AsAt: day})
				if err != nil {
					continue // nobody may have it, or it is about something that was not named
				}
				refused += len(doc.Withheld)
				for format, out := range written4(t, doc, layouts["wrenmoor"].form, layouts["wrenmoor"].layout) {
					written++
					for _, w := range sentinel.FindAllString(out, -1) {
						s, ok := m.where[w]
						if !ok {
							t.Fatalf("%q is no field's word", w)
						}
						followed++
						r := records[s.record]
						if raw := r.Fields[s.field]; len(raw) > 0 && raw[0] == '[' { // an element that may not leave is taken out of a list
							r.Fields = r.Fields.Clone()
							delete(r.Fields, s.field)
						}
						if d, why := reports.Allow(r, s.field, doc.Recipient, info.Kind, bases, day); d == reports.Denied {
							t.Errorf("%s, %s for %s as %s: %s.%s is in it: %s", name, info.Kind, role, format, r.Kind, s.field, why)
						}
					}
				}
			}
		}
	}
	if written < 25 || followed < 2000 || refused < 50 {
		t.Errorf("%d files with %d words, %d refused: too few to say anything", written, followed, refused)
	}
}

// written4 is a document in every format that this test knows, as all their bytes.
func written4(t *testing.T, doc reports.Document, form []byte, l Layout) map[string]string {
	t.Helper()
	out := map[string]string{}
	add := func(format string, data []byte) {
		var b strings.Builder
		for name, part := range unzipped(t, data) {
			if !strings.HasPrefix(name, "word/media/") && !strings.HasPrefix(name, "word/fonts/") {
				fmt.Fprintf(&b, "%s\n", part)
			}
		}
		out[format] = b.String()
	}
	add("docx", rendered(t, doc))
	if doc.Kind == l.Kind {
		filled, err := Fill(context.Background(), form, l, doc, AppendRest)
		if err != nil {
			t.Fatal(err)
		}
		add("form", filled.Bytes)
	}
	if xlsx, err := sheet.XLSX(doc); err == nil {
		add("xlsx", xlsx)
		tsv, err := sheet.TSV(doc)
		if err != nil {
			t.Fatal(err)
		}
		out["tsv"] = string(tsv)
	}
	return out
}
