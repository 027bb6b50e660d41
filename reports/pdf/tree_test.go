package pdf_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os/exec"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
	"github.com/fieldfare/fieldfare/reports/pdf"
)

// seedling grows a document from bytes: every byte decides something, and when they are used up all is zero.
type seedling struct {
	data []byte
	jpeg reports.Picture
	wild bool // holds what no page can show, too
}

func (s *seedling) byte() byte {
	if len(s.data) == 0 {
		return 0
	}
	b := s.data[0]
	s.data = s.data[1:]
	return b
}

func (s *seedling) n(most int) int { return int(s.byte()) % (most + 1) }
func (s *seedling) yes() bool      { return s.byte()%2 == 1 }

// wordlist holds what people type and what people should not be able to break a page with.
var wordlist = []string{"", "Tibby", "10 minutes × 3 a week", "Šimić", "Nguyễn", "😀", "a\nb", strings.Repeat("unbreakable", 18), strings.Repeat("many short words ", 25),
	"\x00\x07", "\xff\xfe", "m\u0303", "soft\u00ADhyphen", "ﷺ", "\u202Eright to left", "☑", "−1.5", "(bracket) \\ slash", "🇬🇧", "\U000E0001", "x\uE000y"}

func (s *seedling) word() string {
	b := s.n(len(wordlist) + 3)
	if b < len(wordlist) {
		if !s.wild && wordlist[b] == "ﷺ" {
			return "in a script that cannot be drawn"
		}
		return wordlist[b]
	}
	n := min(s.n(12), len(s.data)) // or what the fuzzer has to say
	w := string(s.data[:n])
	s.data = s.data[n:]
	return w
}

func (s *seedling) text() reports.Text {
	var t reports.Text
	for range s.n(3) {
		b := s.byte()
		t = append(t, reports.Span{Text: s.word(), Strong: b&1 > 0, Soft: b&2 > 0, Gap: b&4 > 0, Done: b&8 > 0})
	}
	return t
}

func (s *seedling) texts(most int) []reports.Text {
	var out []reports.Text
	for range s.n(most) {
		out = append(out, s.text())
	}
	return out
}

func (s *seedling) number() float64 {
	v := []float64{0, 1, -1, 0.5, 10, 300, 1e6, -1e9, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, math.SmallestNonzeroFloat64, 152, 3, 7}[s.n(15)]
	if !s.wild && !(math.Abs(v) < 1e7) {
		return 40
	}
	return v
}

func (s *seedling) values(most int) []reports.KeyValue {
	var out []reports.KeyValue
	for range s.n(most) {
		out = append(out, reports.KeyValue{Key: s.word(), Lines: s.texts(3)})
	}
	return out
}

func (s *seedling) strings(most int) []string {
	var out []string
	for range s.n(most) {
		out = append(out, s.word())
	}
	return out
}

func (s *seedling) cells(most int) []reports.Cell {
	var out []reports.Cell
	for range s.n(most) {
		out = append(out, reports.Cell{Text: s.text(), Centile: s.number()})
	}
	return out
}

// block grows one block of any kind, or one that no writer knows.
func (s *seedling) block() reports.Block {
	switch s.n(20) {
	case 0:
		return &reports.Section{Letter: s.word(), Title: s.word(), Note: s.word(), Aside: s.word()}
	case 1:
		return &reports.Heading{Level: s.n(6) - 1, Text: s.word()}
	case 2:
		return &reports.Para{Text: s.text(), Note: s.yes()}
	case 3:
		return &reports.List{Items: s.texts(5), Ordered: s.yes(), Gaps: s.yes()}
	case 4:
		t := &reports.Table{Caption: s.word(), Note: s.word()}
		for range s.n(7) {
			t.Columns = append(t.Columns, reports.Column{Title: s.word(), Right: s.yes(), Share: s.number()})
		}
		for range s.n(6) {
			t.Rows = append(t.Rows, s.cells(8))
		}
		t.Total = s.cells(3)
		return t
	case 5:
		return &reports.KeyValues{Rows: s.values(9)}
	case 6:
		return &reports.Card{Tab: s.word(), Style: reports.TabStyle(s.word()), Title: s.text(), Wide: s.yes(), Dose: s.word(), Hours: s.word(), Values: s.values(9)}
	case 7:
		return &reports.Action{Number: s.n(255) - 9, Title: s.word(), What: s.text(), Values: s.values(6)}
	case 8:
		return &reports.Callout{Style: []reports.CalloutStyle{reports.CalloutDo, reports.CalloutGap, reports.CalloutStop, "other"}[s.n(3)], Title: s.word(), Body: s.text(), Items: s.texts(4)}
	case 9:
		return &reports.Quote{Words: s.word(), By: s.word()}
	case 10:
		return &reports.Strengths{Items: s.texts(5)}
	case 11:
		f := &reports.Figure{Caption: s.word(), Alt: s.word(), Picture: s.jpeg}
		if !s.wild {
			return f
		}
		switch s.n(5) {
		case 0:
			f.Picture.JPEG = f.Picture.JPEG[:s.n(200)]
		case 1:
			f.Picture.Wide = s.n(9) - 3
		case 2: // a byte in its middle is another
			f.Picture.JPEG = bytes.Clone(f.Picture.JPEG)
			f.Picture.JPEG[(s.n(255)*7)%len(f.Picture.JPEG)] ^= s.byte()
		}
		return f
	case 12:
		return s.drawing()
	case 13:
		return s.chart()
	case 14:
		return &reports.Steps{Items: s.texts(6)}
	case 15:
		kvs := append(s.values(2), reports.KeyValue{}, reports.KeyValue{})
		return &reports.Beside{Left: kvs[0], Right: kvs[1]}
	case 16:
		return &reports.TickGrid{Caption: s.word(), Head: s.word(), Days: s.strings(20), Write: s.word(), Rows: s.strings(30)}
	case 17:
		return &reports.Signature{Name: s.word(), Job: s.word(), Registration: s.word(), Locked: s.word()}
	case 18:
		if s.wild {
			return stranger{}
		}
	}
	return &reports.PageBreak{}
}

// stranger is a block that this Fieldfare does not know.
type stranger struct{}

func (stranger) BlockType() string { return "hologram" }

func (s *seedling) drawing() reports.Block {
	d := &reports.Drawing{Caption: s.word(), Alt: s.word(), Wide: s.number(), High: s.number()}
	for range s.n(5) {
		st := reports.Stroke{Closed: s.yes(), Fill: reports.Pen(s.word()), Pen: []reports.Pen{"", "ink", "rule", "unknown"}[s.n(3)], Weight: s.number(), Dashed: s.yes()}
		for range s.n(6) {
			st.Points = append(st.Points, [2]float64{s.number(), s.number()})
		}
		d.Strokes = append(d.Strokes, st)
	}
	for range s.n(4) {
		d.Labels = append(d.Labels, reports.Label{X: s.number(), Y: s.number(), Text: s.word(), Ring: s.yes()})
	}
	return d
}

func (s *seedling) chart() reports.Block {
	c := &reports.Chart{Style: []reports.ChartStyle{reports.ChartMoves, reports.ChartDays, ""}[s.n(2)], Caption: s.word(), Note: s.word(), Alt: s.word()}
	for range s.n(6) {
		c.Scale = append(c.Scale, reports.Tick{At: s.number(), Text: s.word(), Words: s.word(), Goal: s.yes()})
	}
	for range s.n(8) {
		l := reports.ChartLine{Name: s.word()}
		for range s.n(4) {
			l.Points = append(l.Points, reports.ChartPoint{On: []assessments.Date{"2026-01-09", "2026-03-03", "", "9999-12-31", "0001-01-01", "soon"}[s.n(5)], At: s.number(), Words: s.word()})
		}
		c.Lines = append(c.Lines, l)
	}
	return c
}

func (s *seedling) document() reports.Document {
	s.wild = s.n(3) == 0
	d := reports.Document{Kind: []reports.Kind{reports.EHCAdvice, reports.SchoolAdvice, reports.ActivityProgramme, reports.LetterAccepted, "none"}[s.n(4)],
		Title: s.word(), Subtitle: s.text(), Lang: s.word(), Draft: s.yes(), AsAt: assessments.Date(s.word()), Footer: s.word(),
		Band:    reports.Band{Label: s.word(), Service: s.word(), Right: s.word()},
		Running: reports.Running{Name: s.word(), Parts: s.strings(3), Right: s.word()}}
	if s.yes() {
		d.Letter = &reports.Letterhead{To: s.texts(9), About: s.texts(9)}
	}
	for range s.n(9) {
		d.Blocks = append(d.Blocks, s.block())
	}
	return d
}

// sound renders doc and checks what must be true of any tree: a whole file that reads well, or a sentence.
func sound(t testing.TB, doc reports.Document) []byte {
	t.Helper()
	book, err := layout.Lay(t.Context(), doc)
	var file []byte
	if err == nil {
		file, err = pdf.Write(t.Context(), book)
	}
	if err != nil {
		if k := assessments.KindOf(err); k != assessments.Invalid && k != assessments.TooNew || assessments.Sentence(err) == "" {
			t.Fatalf("%v: %v", k, err)
		}
		return nil
	}
	if !bytes.HasPrefix(file, []byte("%PDF-1.7")) || !bytes.HasSuffix(file, []byte("%%EOF\n")) {
		t.Error("not a whole file")
	}
	if found := book.Lint(); len(found) > 0 {
		t.Errorf("%q", found)
	}
	return file
}

// FuzzAnyTree holds that any tree of values becomes a file that reads well, or a sentence, and never a panic.
func FuzzAnyTree(f *testing.F) {
	p := photo(f, 20, 10, 3)
	for _, data := range plots(40) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &seedling{data: data, jpeg: p}
		sound(t, s.document())
	})
}

// plots are n runs of bytes that look like chance and are the same every time.
func plots(n int) [][]byte {
	out := make([][]byte, n)
	state := uint32(2026)
	for i := range out {
		out[i] = make([]byte, 60+20*i)
		for j := range out[i] {
			state = state*1664525 + 1013904223
			out[i][j] = byte(state >> 24)
		}
	}
	return out
}

// TestAnyTreeIsAFileForOthersToo gives a sample of such files to qpdf.
func TestAnyTreeIsAFileForOthersToo(t *testing.T) {
	p := photo(t, 20, 10, 3)
	var paths []string
	for _, data := range plots(40) {
		s := &seedling{data: data, jpeg: p}
		if file := sound(t, s.document()); file != nil {
			paths = append(paths, save(t, file))
		}
	}
	if len(paths) < 20 {
		t.Fatalf("only %d of 40 trees became files", len(paths))
	}
	for i, path := range paths {
		if out, err := exec.CommandContext(t.Context(), "qpdf", "--check", path).CombinedOutput(); err != nil {
			t.Errorf("file %d: %v\n%s", i, err, out)
		}
	}
}

// TestPagesSurviveJSON renders samples from their JSON: a signed tree must give the same bytes after it was stored.
func TestPagesSurviveJSON(t *testing.T) {
	for name, doc := range map[string]reports.Document{"pictures": pictureSample(t), "home": homeSample(), "letter": letterSample(), "ehc": ehcSample()} {
		raw, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		var back reports.Document
		if err := json.Unmarshal(raw, &back); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(render(t, doc).Bytes, render(t, back).Bytes) {
			t.Errorf("%s: the stored tree gives another file", name)
		}
	}
}

func TestSamplesReadWell(t *testing.T) {
	for name, doc := range map[string]reports.Document{"pictures": pictureSample(t), "home": homeSample(), "letter": letterSample(), "ehc": ehcSample(), "school": schoolSample()} {
		book, err := layout.Lay(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		if found := book.Lint(); len(found) > 0 {
			t.Errorf("%s: %s", name, fmt.Sprint(found))
		}
	}
}
