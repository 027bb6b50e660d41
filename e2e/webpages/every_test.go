package webpages

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

func words(s string) reports.Text { return reports.Text{{Text: s}} }

func gap(s string) reports.Text { return reports.Text{{Text: s, Gap: true}} }

// photo is a picture of a seat: two boards.
func photo() reports.Picture {
	img := image.NewRGBA(image.Rect(0, 0, 1600, 900))
	for y := range 900 {
		for x := range 1600 {
			c := color.RGBA{0xE4, 0xEA, 0xED, 0xFF}
			if x > 500 && x < 1100 && y > 500 && y < 560 || x > 500 && x < 560 && y > 200 && y < 800 {
				c = color.RGBA{0x84, 0x40, 0x0F, 0xFF}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return reports.Picture{JPEG: b.Bytes(), Wide: 1600, High: 900}
}

// everyBlock is an invented report with every block, long words and other writing systems among them.
func everyBlock() reports.Document {
	long := "Pneumonoultramicroscopicsilicovolcanoconiosis-and-https://example.invalid/a/very/long/address/without/any/break"
	values := []reports.KeyValue{{Key: "Who", Lines: []reports.Text{words("Ms Ursula Venn, teaching assistant (Level 3)"), gap("Cover: not recorded")}},
		{Key: "With and where", Lines: []reports.Text{words("1:1 in the library")}}, {Key: "ICB", Lines: []reports.Text{{{Text: "Agreed 3 May 2026", Done: true}}}}, {Key: "Checked by", Lines: []reports.Text{words(long)}}}
	short := []reports.KeyValue{{Key: "Who", Lines: []reports.Text{words("Ms Venn")}}, {Key: "When", Lines: []reports.Text{words("All writing lessons")}},
		{Key: "With", Lines: []reports.Text{words("A timer")}}, {Key: "Working if", Lines: []reports.Text{words("More letters can be read")}}}
	row := func(cells ...string) (out []reports.Cell) {
		for _, c := range cells {
			out = append(out, reports.Cell{Text: words(c)})
		}
		return out
	}
	scores := [][]reports.Cell{row("Manual dexterity", "4", "2nd"), row("Balance", "9", "37th"), row("Aiming", "", "none given")}
	scores[0][2].Centile, scores[1][2].Centile = 2, 37
	return reports.Document{
		Kind: reports.EHCAdvice, Title: "Advice about Tam Kestrelby", Lang: "en-GB", Footer: "Every block, version 1. Draft, not signed", Draft: true,
		Subtitle: reports.Text{{Text: "Tamar Anne Kestrelby, born 31 March 2017, NHS 999 123 4560"}, {Text: "At home she is called تامار or तमर"}},
		Band:     reports.Band{Label: "EHC", Service: "Example Therapies", Right: "For Mrs Perpetua Nettlefold, SENCo"},
		Running:  reports.Running{Name: "Tamar Anne Kestrelby", Parts: []string{"born 31 March 2017", "NHS 999 123 4560"}, Right: "EHC advice"},
		Letter:   &reports.Letterhead{To: []reports.Text{words("Odette Kestrelby"), words("9 Wrenfold"), gap("Postcode: not recorded")}, About: []reports.Text{words("21 May 2026"), words("Our reference 7K4-Q2")}},
		Blocks: []reports.Block{
			&reports.KeyValues{Rows: values},
			&reports.Strengths{Items: []reports.Text{words("Big vocabulary"), words("Keeps trying"), words("Kind, and loves snails")}},
			&reports.Quote{Words: "My hand gets tired and my letters fall off the line.", By: "Tam, 12 March 2026, at school"},
			&reports.Callout{Style: reports.CalloutGap, Title: "Not known yet", Items: []reports.Text{words("What the chair costs: school to say"), words(long)}},
			&reports.Section{Title: "Two things to do", Aside: "Review 24 November 2026"},
			&reports.Action{Number: 1, Title: "Rest the hand", What: words("A 3-minute rest after every 10 minutes of writing."), Values: short},
			&reports.Action{Number: 2, Title: "Set up the chair", What: words("Seat 310 mm."), Values: short[:1]},
			&reports.Callout{Style: reports.CalloutDo, Body: reports.Text{{Text: "Ring the OT if: ", Strong: true}, {Text: "the hand hurts."}}},
			&reports.PageBreak{},
			&reports.Section{Letter: "B", Title: "Needs", Note: "What is hard, and what was seen."},
			&reports.Para{Text: reports.Text{{Text: "Handwriting. ", Strong: true}, {Text: "One sentence took 10 minutes. "}, {Text: "12 March 2026, school", Soft: true}}},
			&reports.List{Items: []reports.Text{words("Feet off the floor"), words(long)}},
			&reports.List{Items: []reports.Text{words("First"), words("Second")}, Ordered: true},
			&reports.Table{Caption: "Movement test", Note: "Third edition, 21 April 2026", Columns: []reports.Column{{Title: "Part"}, {Title: "Standard score", Right: true}, {Title: "Centile", Right: true}},
				Rows: scores, Total: row("All parts", "6", "9th")},
			&reports.Heading{Level: 3, Text: "What this means"},
			&reports.Para{Text: words("Low means more difficulty."), Note: true},
			&reports.Section{Letter: "F", Title: "Special educational provision"},
			&reports.Card{Tab: "F1", Style: reports.TabFilled, Title: words("Letter formation and hand skills"), Dose: "20 minutes × 3 a week × 38 weeks", Hours: "38.0 hours a year", Values: values},
			&reports.Card{Tab: "G1", Style: reports.TabOpen, Title: words("Splint check"), Values: values[:1]},
			&reports.Card{Tab: "H1", Style: reports.TabFooted, Title: words("Grab rails"), Values: values[:2]},
			&reports.Card{Tab: "E1", Style: reports.TabOpen, Wide: true, Title: words("By July, Tam writes three sentences in 10 minutes that her teacher can read"), Values: values[:2]},
			&reports.Section{Title: "Pictures"},
			&reports.Chart{Style: reports.ChartMoves, Caption: "Both goals moved up", Note: "Open ring: 24 March 2026. Full dot: 14 July 2026", Alt: "Writing went from −1 to 0, changing for PE from −2 to +1.",
				Scale: []reports.Tick{{At: -2, Text: "−2", Words: "further off"}, {At: -1, Text: "−1"}, {At: 0, Text: "0", Words: "the goal", Goal: true}, {At: 1, Text: "+1"}, {At: 2, Text: "+2", Words: "beyond it"}},
				Lines: []reports.ChartLine{{Name: "Writing a sentence", Points: []reports.ChartPoint{{On: "2026-03-24", At: -1}, {On: "2026-07-14", At: 0}}},
					{Name: "Changing for PE", Points: []reports.ChartPoint{{On: "2026-03-24", At: -2}, {On: "2026-07-14", At: 1}}}}},
			&reports.Drawing{Caption: "Sizes of the seat", Alt: "A chair from the side. A is the seat height, B its depth.", Wide: 120, High: 80, Strokes: []reports.Stroke{
				{Points: [][2]float64{{20, 10}, {26, 10}, {26, 45}, {80, 45}, {80, 51}, {20, 51}}, Closed: true, Fill: reports.PenWash, Pen: reports.PenInk, Weight: 1},
				{Points: [][2]float64{{10, 70}, {110, 70}}, Pen: reports.PenSoft, Weight: 0.5, Dashed: true}},
				Labels: []reports.Label{{X: 95, Y: 60, Text: "A", Ring: true}, {X: 50, Y: 36, Text: "B", Ring: true}}},
			&reports.Figure{Caption: "The chair in class", Alt: "A chair", Picture: photo(), Source: []assessments.ID{"0190f000-0000-7000-8000-000000000001"}},
			&reports.Section{Title: "At home"},
			&reports.Steps{Items: []reports.Text{words("Sit with both feet on the floor."), words("Take one coin at a time into the fist.")}},
			&reports.Beside{Left: reports.KeyValue{Key: "Easier", Lines: []reports.Text{words("Large coins")}}, Right: reports.KeyValue{Key: "Harder", Lines: []reports.Text{words("Small buttons")}}},
			&reports.TickGrid{Caption: "Tick a day when it is done", Head: "Week starting", Days: []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}, Write: "Right of 10", Rows: []string{"7 September", "14 September"}},
			&reports.Callout{Style: reports.CalloutStop, Title: "Stop if", Body: words("the hand hurts or goes white.")},
			&reports.Section{Title: "Her family’s words"},
			&reports.Para{Text: words("تحب اللعب مع أختها في الحديقة")},
			&reports.Contents{Caption: "What follows", Rows: []reports.ContentsLine{{Title: "Advice of May", Note: "Signed 21 May 2026"}}},
			&reports.Volume{Title: "Advice of May", Note: "Signed 21 May 2026 by Sorrel Ashdown", Proof: "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"},
			&reports.Section{Letter: "E", Title: "Outcomes"},
			&reports.Para{Text: words("As it was signed.")},
			&reports.Signature{Name: "Sorrel Ashdown", Job: "Occupational therapist", Registration: "HCPC registration OT000000", Locked: "Signed 21 May 2026."},
		},
	}
}
