package pdf_test

import (
	"github.com/fieldfare/fieldfare/reports"
)

// The samples show every block as the drawn pages use them. The child, the school and every figure are made up here
// and stand nowhere else.

func tx(s string) reports.Text   { return reports.Text{{Text: s}} }
func gap(s string) reports.Text  { return reports.Text{{Text: s, Gap: true}} }
func done(s string) reports.Text { return reports.Text{{Text: s, Done: true}} }

func kv(key string, lines ...reports.Text) reports.KeyValue {
	return reports.KeyValue{Key: key, Lines: lines}
}

func cells(s ...string) []reports.Cell {
	out := make([]reports.Cell, len(s))
	for i, t := range s {
		out[i].Text = tx(t)
	}
	return out
}

func score(part, standard, centile string, c float64) []reports.Cell {
	row := cells(part, standard, centile)
	row[2].Centile = c
	return row
}

// ehcSample is an EHC advice of several pages.
func ehcSample() reports.Document {
	return reports.Document{
		Kind: reports.EHCAdvice, Title: "Occupational therapy advice", Lang: "en-GB",
		Subtitle: tx("For the education, health and care needs assessment of Tabitha (Tibby)"),
		Band:     reports.Band{Label: "EHC", Service: "Sample Vale Children’s Therapies", Right: "Confidential"},
		Running:  reports.Running{Name: "Tabitha Plumrose-Šimić", Parts: []string{"born 2 June 2018", "NHS 999 000 0018"}, Right: "EHC advice"},
		Footer:   "EHC advice, version 1, signed 3 March 2026", AsAt: "2026-03-03",
		Blocks: append(append(append(ehcFirst(), ehcScores()...), ehcPlan()...), ehcLast()...),
	}
}

func ehcFirst() []reports.Block {
	return []reports.Block{
		&reports.KeyValues{Rows: []reports.KeyValue{
			kv("Child", reports.Text{{Text: "Tabitha Plumrose-Šimić", Strong: true}, {Text: ", known as Tibby. Right-handed"}}),
			kv("Born", tx("2 June 2018. Aged 7 years 7 months (7;7) when tested")),
			kv("NHS number", tx("999 000 0018")),
			kv("School", tx("Puddlecombe Primary, Year 3")),
			kv("UPN", gap("Not recorded: school to give")),
			kv("Asked for by", tx("Local authority, letter received 20 January 2026")),
			kv("Due", tx("3 March 2026")),
			kv("Seen", tx("9 January 2026, school"), tx("21 January 2026, home"), tx("30 January 2026, school")),
			kv("Written by", tx("Oriel Fennimore, occupational therapist, Band 6, HCPC registration OT999999")),
		}},
		&reports.Section{Title: "The advice in short"},
		&reports.Para{Text: tx("Tibby tells long, funny stories and cannot get them onto paper. In ten minutes she wrote 9 words that her teacher could read, and fastening her coat took 6 minutes with 4 prompts. She is patient and kind, and she never gives up.")},
		&reports.Para{Text: reports.Text{{Text: "She needs to be taught handwriting and fastenings, by named adults, for a stated time: "}, {Text: "41.5 hours a year in Section F", Strong: true}, {Text: " and "}, {Text: "2.5 hours in Section G", Strong: true}, {Text: "."}}},
		&reports.Quote{Words: "The pencil goes where it wants.", By: "Tibby, 9 January 2026, at school"},
		&reports.Callout{Style: reports.CalloutGap, Title: "What we do not know", Items: []reports.Text{
			tx("Tibby’s grandfather was not reached before this was sent."), tx("The school’s own reading age was not sent."), tx("Confidence intervals: standard error not noted.")}},
	}
}

func ehcScores() []reports.Block {
	cols := []reports.Column{{Title: "Part"}, {Title: "Standard score", Right: true}, {Title: "Centile", Right: true}}
	return []reports.Block{
		&reports.PageBreak{},
		&reports.Section{Letter: "B", Title: "Tests and what they show", Note: "Tibby was 7 years 7 months (7;7) on 30 January 2026"},
		&reports.Table{Caption: "Sample Movement Test, age band 7 to 10", Note: "At school, 30 January 2026, by Oriel Fennimore", Columns: cols,
			Rows:  [][]reports.Cell{score("Manual skills", "5", "5th", 5), score("Ball skills", "9", "37th", 37), score("Balance", "7", "16th", 16)},
			Total: score("Total (amber zone)", "6", "9th", 9)},
		&reports.Para{Text: reports.Text{{Text: "What this means. ", Strong: true}, {Text: "Small, precise hand movements are Tibby’s hardest area. Throwing and catching are near her age."}}},
		&reports.Table{Caption: "Timed tasks", Columns: []reports.Column{{Title: "Task"}, {Title: "Result"}, {Title: "When"}}, Rows: [][]reports.Cell{
			cells("Story, 10 min", "9 words readable out of 21 (43%). Pencil held with the whole hand from the fourth minute", "9 January 2026"),
			cells("Coat and zip", "6 minutes, 4 spoken prompts", "9 January 2026"),
			{{Text: tx("Cutlery")}, {Text: gap("Not seen: home to try")}, {Text: tx("21 January 2026")}}}},
		&reports.Para{Note: true, Text: tx("Grey bar: the middle half of children that age, 25th to 75th centile. Dot: Tibby. Confidence intervals are not shown because the standard error was not noted.")},
		&reports.Heading{Level: 3, Text: "What helps already"},
		&reports.List{Items: []reports.Text{tx("A sloped board brings her wrist into line."), tx("A word bank on the desk frees her hand for letters."), tx("Her friend Oz counts the coat buttons with her, which makes it a game instead of a race against the bell.")}},
		&reports.Section{Letter: "E", Title: "Outcomes", Note: "What Tibby will do, by when, and how anyone can check"},
		&reports.Card{Tab: "E1", Style: reports.TabFilled, Wide: true, Title: tx("By 9 July 2027 Tibby writes 3 sentences in 10 minutes, with 85% of words readable to her class teacher, in 4 of 5 weekly samples."), Values: []reports.KeyValue{
			kv("Now", tx("9 of 21 words readable (43%), one sentence in 10 minutes, 9 January 2026")),
			kv("Counted by", tx("Mr Ludo Hathersedge, class teacher, from a weekly sample")),
			kv("In her words", tx("“The pencil goes where it wants.”")),
			kv("Served by", tx("F1, F2 and G1"))}},
		&reports.Card{Tab: "E2", Style: reports.TabOpen, Wide: true, Title: tx("By 9 July 2027 Tibby fastens her coat in 2 minutes with no prompt, on 4 of 5 school days."), Values: []reports.KeyValue{
			kv("Now", tx("6 minutes and 4 spoken prompts, 9 January 2026")), kv("Served by", tx("F2 and G1"))}},
	}
}

func ehcPlan() []reports.Block {
	return []reports.Block{
		&reports.PageBreak{},
		&reports.Section{Letter: "F", Title: "Special educational provision", Note: "Teaches or trains Tibby, so it belongs in Section F (Children and Families Act 2014, section 21(5))"},
		&reports.Table{Columns: []reports.Column{{Title: "Row"}, {Title: "What"}, {Title: "Dose"}, {Title: "Hours a year", Right: true}},
			Rows:  [][]reports.Cell{cells("F1", "Words on paper, 1:1", "20 min × 3 a week × 37 weeks", "37.0"), cells("F2", "OT teaches, re-grades", "45 min × 6 a year", "4.5")},
			Total: cells("Section F total", "", "", "41.5")},
		&reports.Card{Tab: "F1", Style: reports.TabFilled, Title: tx("Handwriting and fastenings programme"), Dose: "20 minutes × 3 a week × 37 weeks", Hours: "37.0 hours a year", Values: []reports.KeyValue{
			kv("Who", tx("Ms Wren Applegarth, teaching assistant (Level 3), trained under F2")),
			kv("With and where", tx("1:1 in the quiet room, Puddlecombe Primary")),
			kv("Dates", tx("From 13 April 2026. Measured (E1) by 9 July 2027")),
			kv("Includes", tx("A 2-minute hand rest after every 8 minutes of writing, led by Ms Applegarth")),
			kv("Checked by", tx("Timed writing sample each fortnight, by Ms Applegarth. No gain over 2 half terms: meeting within 15 school days")),
			kv("Needs", reports.Text{{Text: "Sloped board, owned and paid for by the school. Price: "}, {Text: "not known", Gap: true}}),
			kv("Outcome", tx("E1: 3 sentences in 10 minutes, 85% of words readable")),
			kv("Evidence", tx("9 of 21 words readable, 9 January 2026."), tx("Manual skills 5th centile, 30 January 2026")),
			kv("Why F", tx("It teaches Tibby to write."))}},
		&reports.Para{Note: true, Text: tx("Hours a year = minutes × sessions × weeks ÷ 60.")},
		&reports.Card{Tab: "F2", Style: reports.TabFilled, Title: tx("OT teaches Tibby and re-grades the programme"), Dose: "45 minutes × 6 a year", Hours: "4.5 hours a year", Values: []reports.KeyValue{
			kv("Who", tx("Occupational therapist, HCPC registered, Band 6")), kv("With and where", tx("1:1 with Ms Applegarth present, Puddlecombe Primary")),
			kv("Outcome", tx("E1 and E2")), kv("Evidence", tx("Sample Movement Test total 6, 9th centile, 30 January 2026")), kv("Why F", tx("It teaches Tibby writing and dressing."))}},
		&reports.Section{Letter: "G", Title: "Health provision", Note: "Reasonably required by Tibby’s needs; it does not teach or train her"},
		&reports.Table{Columns: []reports.Column{{Title: "Row"}, {Title: "What"}, {Title: "Hours a year", Right: true}, {Title: "ICB agreement"}},
			Rows: [][]reports.Cell{{{Text: tx("G1")}, {Text: tx("Splint: fit and review")}, {Text: tx("1.5")}, {Text: done("Agreed 17 February 2026")}},
				{{Text: tx("G2")}, {Text: tx("Seat check")}, {Text: tx("1.0")}, {Text: gap("Not yet: no answer")}}},
			Total: cells("Section G total", "", "2.5", "")},
		&reports.Card{Tab: "G1", Style: reports.TabOpen, Title: tx("Wrist splint: fit and review"), Dose: "45 min × 1, 15 min × 3", Hours: "1.5 hours a year", Values: []reports.KeyValue{
			kv("Who", tx("Occupational therapist, Band 7, HCPC registered")), kv("Dates", gap("Start date not recorded")),
			kv("Why G", tx("It prescribes and reviews a health device.")), kv("ICB", done("Agreed 17 February 2026, V. Saltmarsh"))}},
		&reports.Card{Tab: "H1", Style: reports.TabFooted, Title: tx("Grab rail by the back step"), Dose: "Once", Hours: "No hours", Values: []reports.KeyValue{
			kv("Who", tx("Housing adaptations team")), kv("ICB", gap("Not yet: emailed 12 February 2026, no answer"))}},
	}
}

func ehcLast() []reports.Block {
	return []reports.Block{
		&reports.PageBreak{},
		&reports.Section{Title: "How this will be checked"},
		&reports.Para{Text: tx("Ms Applegarth takes a timed writing sample each fortnight. If there is no gain over 2 half terms, the school, the OT and the family meet within 15 school days.")},
		&reports.Table{Caption: "Who gets this advice", Columns: []reports.Column{{Title: "Person"}, {Title: "Why they may have it"}, {Title: "Since", Right: true}}, Rows: [][]reports.Cell{
			cells("Local authority SEND team", "Statutory request; consent", "22 January 2026"), cells("Ivana Šimić, mum", "Parent", "Always"),
			cells("Puddlecombe Primary", "Consent", "9 January 2026"), cells("Mallow Street Surgery, GP", "Consent", "9 January 2026")}},
		&reports.Callout{Style: reports.CalloutGap, Title: "Limits of this advice", Items: []reports.Text{tx("Confidence intervals: standard error not noted."), tx("UPN and board price are not recorded.")}},
		&reports.Section{Title: "Signed"},
		&reports.Signature{Name: "Oriel Fennimore", Job: "Occupational therapist, Band 6", Registration: "HCPC registration OT999999", Locked: "Signed 3 March 2026. Version 1. Locked: a change makes version 2."},
		&reports.Para{Note: true, Text: tx("Ask us for large print, another language, or to have it read to you.")},
	}
}

// schoolSample is a school advice whose first page is the whole message.
func schoolSample() reports.Document {
	act := func(n int, title, what string, v ...string) *reports.Action {
		a := &reports.Action{Number: n, Title: title, What: tx(what)}
		for i, k := range []string{"Who", "When", "With", "Working if"} {
			a.Values = append(a.Values, kv(k, tx(v[i])))
		}
		return a
	}
	return reports.Document{
		Kind: reports.SchoolAdvice, Title: "What helps Tibby in class", Lang: "en-GB", AsAt: "2026-03-03",
		Subtitle: reports.Text{{Text: "Tabitha Plumrose-Šimić, born 2 June 2018, NHS 999 000 0018"}, {Text: "Puddlecombe Primary, Year 3. Right-handed"},
			{Text: "Written by Oriel Fennimore, occupational therapist, 3 March 2026"}},
		Band:    reports.Band{Label: "School", Service: "Sample Vale Children’s Therapies", Right: "For Mr Quillon, SENCo"},
		Running: reports.Running{Name: "Tabitha Plumrose-Šimić", Parts: []string{"born 2 June 2018"}, Right: "School advice"},
		Footer:  "School advice, version 1, signed 3 March 2026",
		Blocks: []reports.Block{
			&reports.Strengths{Items: []reports.Text{tx("Tells long stories"), tx("Never gives up"), tx("Kind to younger ones")}},
			&reports.Quote{Words: "The pencil goes where it wants.", By: "Tibby"},
			&reports.Section{Title: "Five things to do", Aside: "Review 6 October 2026"},
			act(1, "Rest her hand", "A 2-minute rest after every 8 minutes of writing.", "Ms Applegarth", "All writing lessons", "A sand timer", "More words readable"),
			act(2, "Fit the chair and table", "Chair seat 330 mm, table 560 mm, foot board 30 mm. Feet flat.", "Mr Quillon", "Now, then termly", "Spare Year 2 chair", "Feet stay flat"),
			act(3, "Use the sloped board", "Board of 400 × 320 mm at 20 degrees. Paper straight.", "Mr Hathersedge", "All desk writing", "Sloped board", "Wrist is straight"),
			act(4, "Teach letters and hand skills", "20 minutes, 3 times a week, 1:1 in the quiet room.", "Ms Applegarth", "From 13 April", "OT programme", "Over 9 of 21 readable"),
			act(5, "Teach coat and zip before play", "5 minutes, every day, 1:1.", "Ms Applegarth", "From 13 April", "Her own coat", "Under 6 minutes"),
			&reports.Callout{Style: reports.CalloutDo, Body: reports.Text{{Text: "Ring the OT if", Strong: true}, {Text: " her hand hurts, she outgrows the chair, an adult who helps her changes, or two half terms pass with no gain."}}},
			&reports.PageBreak{},
			&reports.Section{Title: "How to do it"},
			&reports.Heading{Level: 3, Text: "Setting up the desk"},
			&reports.List{Ordered: true, Items: []reports.Text{tx("Hips right back, feet flat on the foot board."), tx("Table just under the bent elbow."), tx("Board on a non-slip mat, paper held by the other hand.")}},
			&reports.Callout{Style: reports.CalloutStop, Title: "Stop if", Body: tx("her hand hurts, there are tears, or 10 minutes is up.")},
			&reports.List{Gaps: true, Items: []reports.Text{tx("Lunch was not watched.")}},
			&reports.Signature{Name: "Oriel Fennimore", Job: "Occupational therapist, Band 6", Registration: "HCPC registration OT999999", Locked: "Signed 3 March 2026. Version 1. Locked: a change makes version 2."},
		},
	}
}
