package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// photo draws a JPEG of the given size in which every corner has a colour of its own.
func photo(t testing.TB, wide, high int, seed uint8) reports.Picture {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			img.SetRGBA(x, y, color.RGBA{uint8(x * 255 / wide), uint8(y * 255 / high), seed, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 85}); err != nil {
		t.Fatal(err)
	}
	return reports.Picture{JPEG: b.Bytes(), Wide: wide, High: high}
}

// seat is a drawing with everything a drawing can hold.
func seat() *reports.Drawing {
	d := &reports.Drawing{Caption: "Measured sitting", Alt: "A child from the side on a chair. A is the depth of the thigh, B the height from the floor to the back of the knee.",
		Wide: 300, High: 160, Labels: []reports.Label{{X: 120, Y: 145, Text: "A", Ring: true}, {X: 200, Y: 110, Text: "B", Ring: true}, {X: 260, Y: 120, Text: "from behind"}}}
	var head [][2]float64
	for i := range 40 {
		a := 2 * math.Pi * float64(i) / 40
		head = append(head, [2]float64{110 + 15*math.Cos(a), 25 + 15*math.Sin(a)})
	}
	d.Strokes = []reports.Stroke{
		{Points: [][2]float64{{80, 40}, {86, 40}, {86, 95}, {140, 95}, {140, 101}, {80, 101}}, Closed: true, Fill: reports.PenRule},
		{Points: head, Closed: true, Fill: reports.PenWhite, Pen: reports.PenInk, Weight: 1.5},
		{Points: [][2]float64{{95, 45}, {95, 93}, {150, 93}, {150, 130}, {170, 130}}, Pen: reports.PenInk, Weight: 1.5},
		{Points: [][2]float64{{95, 93}, {95, 150}}, Pen: reports.PenRule, Weight: 0.6, Dashed: true},
		{Points: [][2]float64{{150, 130}, {150, 150}}, Pen: reports.PenRule, Weight: 0.6, Dashed: true},
		{Points: [][2]float64{{95, 145}, {150, 145}}, Pen: reports.PenInk, Weight: 0.8},
		{Points: [][2]float64{{200, 95}, {200, 130}}, Pen: reports.PenInk, Weight: 0.8},
	}
	return d
}

func goals() *reports.Chart {
	move := func(name string, a, b float64) reports.ChartLine {
		return reports.ChartLine{Name: name, Points: []reports.ChartPoint{{On: "2026-01-09", At: a}, {On: "2026-03-03", At: b}}}
	}
	return &reports.Chart{Style: reports.ChartMoves, Caption: "Both goals that were looked at moved up", Note: "Open ring: 9 January 2026. Full dot: 3 March 2026",
		Alt: "Writing three sentences went from −1 to 0. Coat and zip went from −2 to +1. Cutlery stayed at −1.",
		Scale: []reports.Tick{{At: -2, Text: "−2", Words: "further off"}, {At: -1, Text: "−1"}, {At: 0, Text: "0", Words: "the goal", Goal: true},
			{At: 1, Text: "+1"}, {At: 2, Text: "+2", Words: "beyond it"}},
		Lines: []reports.ChartLine{move("Writing three sentences in ten minutes", -1, 0), move("Coat and zip", -2, 1), move("Cutlery", -1, -1)}}
}

func overDays() *reports.Chart {
	line := func(name string, v ...float64) reports.ChartLine {
		l := reports.ChartLine{Name: name}
		for i, at := range v {
			l.Points = append(l.Points, reports.ChartPoint{On: []assessments.Date{"2025-11-04", "2026-01-09", "2026-01-30", "2026-03-03"}[i], At: at})
		}
		return l
	}
	c := &reports.Chart{Style: reports.ChartDays, Caption: "Minutes to put on a coat", Note: "The goal is 2 minutes",
		Alt:   "With help from 8 minutes in November to 5 in March. Alone from 9 to 6. At home 7, then 4.",
		Scale: []reports.Tick{{At: 0, Text: "0"}, {At: 2, Text: "2", Words: "the goal", Goal: true}, {At: 4, Text: "4"}, {At: 6, Text: "6"}, {At: 8, Text: "8"}, {At: 10, Text: "10"}},
		Lines: []reports.ChartLine{line("With help", 8, 7, 6, 5), line("Alone", 9, 8.5, 8, 6), line("At home", 7, 4)}}
	c.Lines[0].Points[0].Words, c.Lines[0].Points[3].Words = "8", "5 min"
	return c
}

// pictureSample shows photos, a drawing and charts.
func pictureSample(t testing.TB) reports.Document {
	return reports.Document{
		Kind: reports.GoalProgress, Title: "How Tibby is getting on", Lang: "en-GB", AsAt: "2026-03-03",
		Subtitle: tx("Tabitha Plumrose-Šimić, born 2 June 2018, NHS 999 000 0018"),
		Band:     reports.Band{Label: "Goals", Service: "Sample Vale Children’s Therapies", Right: "Confidential"},
		Running:  reports.Running{Name: "Tabitha Plumrose-Šimić", Parts: []string{"born 2 June 2018"}, Right: "Goal progress"},
		Footer:   "Goal progress, version 1, 3 March 2026",
		Blocks: []reports.Block{
			&reports.Quote{Words: "I did my own coat.", By: "Tibby, 3 March 2026"},
			goals(), overDays(), seat(),
			&reports.Section{Title: "Pictures"},
			&reports.Figure{Caption: "Her sloped board", Alt: "A board at an angle on a desk, paper held by a clip", Picture: photo(t, 900, 600, 40)},
			&reports.Figure{Caption: "Her zip", Alt: "A zip with a ring on its tag", Picture: photo(t, 300, 500, 200)},
		},
	}
}

// homeSample is one sheet for a fridge door.
func homeSample() reports.Document {
	return reports.Document{
		Kind: reports.ActivityProgramme, Title: "Letters in rice", Lang: "en-GB", AsAt: "2026-03-03",
		Subtitle: tx("For Tibby, right-handed, with Dad. The whole plan is 10 minutes, once a day, 5 days a week, for 6 weeks (5.0 hours)."),
		Band:     reports.Band{Label: "Home", Service: "Sample Vale Children’s Therapies", Right: "Activity 1 of 3"},
		Running:  reports.Running{Name: "Tabitha Plumrose-Šimić", Parts: []string{"born 2 June 2018"}, Right: "Home plan"},
		Footer:   "Tabitha Plumrose-Šimić · born 2 June 2018",
		Blocks: []reports.Block{
			tray(),
			&reports.Steps{Items: []reports.Text{tx("Put rice in a tray, a finger deep."), tx("You draw one letter: l, t or i."), tx("Tibby draws it with one finger, from the top, and says its name out loud as she does."), tx("Shake the tray smooth. Do 10 letters.")}},
			&reports.Beside{Left: kv("Easier", tx("Trace the letter on a card with a finger first.")), Right: kv("Harder", tx("Hide yours. Draw it from memory."))},
			&reports.Callout{Style: reports.CalloutStop, Title: "Stop if", Body: tx("her hand hurts, there are tears, or 10 minutes is up.")},
			&reports.TickGrid{Head: "Week starting", Days: []string{"Mon", "Tue", "Wed", "Thu", "Fri"}, Write: "Right of 10", Rows: []string{"9 March", "16 March", "23 March", "30 March", "6 April", "13 April"}},
		},
	}
}

func tray() *reports.Drawing {
	frame := func(in float64) [][2]float64 {
		return [][2]float64{{in, in}, {304 - in, in}, {304 - in, 86 - in}, {in, 86 - in}}
	}
	d := &reports.Drawing{Alt: "A tray of rice with the letters l, t and i. Each begins at the top, where it says start.", Wide: 304, High: 86, Strokes: []reports.Stroke{
		{Points: frame(1), Closed: true, Pen: reports.PenInk, Weight: 2, Fill: reports.PenWhite}, {Points: frame(9), Closed: true, Pen: reports.PenRule, Weight: 1, Fill: reports.PenWash},
		{Points: [][2]float64{{20, 26}, {284, 26}}, Pen: reports.PenRule, Weight: 0.7, Dashed: true}, {Points: [][2]float64{{20, 60}, {284, 60}}, Pen: reports.PenRule, Weight: 0.7, Dashed: true}}}
	for i := range 3 {
		x := 70 + 80*float64(i)
		d.Strokes = append(d.Strokes, reports.Stroke{Points: [][2]float64{{x, 26}, {x, 60}}, Pen: reports.PenInk, Weight: 3.5})
		d.Labels = append(d.Labels, reports.Label{X: x + 16, Y: 22, Text: "start"})
	}
	return d
}

// letterSample is a letter in a window envelope.
func letterSample() reports.Document {
	return reports.Document{
		Kind: reports.LetterAppointment, Title: "We will see Tibby on Friday 30 January", Lang: "en-GB", AsAt: "2026-01-20",
		Band:    reports.Band{Label: "Letter", Service: "Sample Vale Children’s Therapies"},
		Letter:  &reports.Letterhead{To: []reports.Text{tx("Ivana Šimić"), tx("7 Sample Street"), tx("Puddlecombe"), gap("Postcode not recorded")}, About: []reports.Text{tx("20 January 2026"), tx("Tabitha Plumrose-Šimić"), tx("Born 2 June 2018"), tx("NHS 999 000 0018")}},
		Running: reports.Running{Name: "Tabitha Plumrose-Šimić", Parts: []string{"born 2 June 2018"}, Right: "Letter"},
		Footer:  "Letter, version 1, 20 January 2026",
		Blocks: []reports.Block{
			&reports.Para{Text: tx("Dear Ivana Šimić")},
			&reports.Para{Text: tx("Mr Quillon at Puddlecombe Primary asked us to help Tibby with writing. You agreed to this. We have accepted her for occupational therapy.")},
			&reports.KeyValues{Rows: []reports.KeyValue{kv("When", tx("Friday 30 January 2026, 9:20am to 10:20am")), kv("Where", tx("Puddlecombe Primary. You do not need to come")), kv("Who", tx("Oriel Fennimore, occupational therapist"))}},
			&reports.Heading{Level: 2, Text: "What will happen"},
			&reports.List{Items: []reports.Text{tx("Oriel watches a lesson."), tx("She asks Tibby what she finds easy and hard.")}},
			&reports.Para{Text: tx("We can send this letter in larger print or another language, or read it to you.")},
			&reports.Signature{Name: "Oriel Fennimore", Job: "Occupational therapist", Registration: "HCPC registration OT999999", Locked: "Signed 20 January 2026. Version 1. Locked: a change makes version 2."},
		},
	}
}

func TestPicturesAndSheetsAreTagged(t *testing.T) {
	for _, tt := range []struct {
		name  string
		doc   reports.Document
		pages int
		want  []string
	}{
		{"pictures", pictureSample(t), 3, []string{"Figure:", "/BBox", "Caption"}},
		{"home", homeSample(), 1, []string{"/ListNumbering /Decimal", "/Scope /Row", "Stop if"}},
		{"letter", letterSample(), 1, []string{"Ivana Šimić", "Postcode not recorded"}},
	} {
		r := render(t, tt.doc)
		if r.Pages != tt.pages {
			t.Errorf("%s has %d pages, want %d", tt.name, r.Pages, tt.pages)
		}
		path := save(t, r.Bytes)
		run(t, "qpdf", "qpdf", "--check", path)
		tree := run(t, "poppler-utils", "pdfinfo", "-struct-text", path)
		for _, want := range tt.want {
			if !strings.Contains(tree, want) {
				t.Errorf("%s: the tags have no %s:\n%s", tt.name, want, tree)
			}
		}
		open := run(t, "qpdf", "qpdf", "--qdf", "--object-streams=disable", path, "-")
		if f, a := strings.Count(tree, "Figure:"), strings.Count(open, "/Alt "); f != a {
			t.Errorf("%s: %d figures, %d of them say what they show", tt.name, f, a)
		}
	}
}
