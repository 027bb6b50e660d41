package clinic

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// edit is the sheet of one site day.
func (v *sitesScreen) edit(s Site, id assessments.ID) {
	c := v.canvas()
	rec, err := v.s.Store.Record(v.ctx, id)
	if err != nil {
		v.s.Fail(err)
		return
	}
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	var staff, ids []string
	for _, k := range v.m.Staff {
		staff, ids = append(staff, k.Name), append(ids, string(k.ID))
	}
	f := v.k.Form(rec, func(string) {})
	words := make([]string, len(weekdays))
	for i, d := range weekdays {
		words[i] = assessments.UpperFirst(d)
	}
	days, _ := kit.NewChips(words, slices.Index(weekdays, rec.Fields.Text("weekday")), func(i int) {
		from := assessments.Date(f.Now.Text("first"))
		if !from.Valid() {
			from = v.s.Today()
		}
		f.PutAll("Every "+words[i], assessments.Fields{"weekday": keep.JSON(weekdays[i]), "first": keep.JSON(firstOn(weekdays[i], from))})
	})
	hours := kit.RowTop(12, kit.Grow(v.clock(f, "from", "From")), kit.Grow(v.clock(f, "to", "To")))
	body := kit.Column(20, days, f.Pick("therapist", "Named therapist", staff, ids), hours, f.Check("term_time", "In term time only", "No visit on days without school"),
		f.Date("first", "First day"), f.Date("last", "Last day, if there is one"),
		kit.Row(0, kit.NewRemove("Remove this site day", func() {
			sheet.Close()
			v.k.Strike(keep.RefOf(rec), "Removed a site day at "+s.Name, "Entered by mistake")
			v.Reload()
		}), kit.Gap()))
	sheet = kit.ShowSheet(c, s.Name, body, func() {
		v.k.Leave(keep.RefOf(rec), "Changed the site day at "+s.Name)
		v.Reload()
	})
}

// clock is a time of day, kept once it is one.
func (v *sitesScreen) clock(f *keep.Form, field, label string) fyne.CanvasObject {
	w := kit.NewField(label, func(s string) {
		if c := assessments.Clock(strings.TrimSpace(s)); s == "" || c.Valid() {
			f.Type(field, string(c), keep.JSON(string(c)))
		}
	})
	w.SetText(f.Now.Text(field))
	return w.OnLeave(func() {
		if s := strings.TrimSpace(w.Text()); s != "" && !assessments.Clock(s).Valid() {
			w.SetError("Enter a time, such as 09:30")
		}
		f.Left(field, label)
	})
}

// terms is the sheet that reads the term dates of a school from a table or a calendar that is pasted into it.
func (v *sitesScreen) terms(s Site) {
	c := v.canvas()
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	var paste, source *kit.Field
	said := kit.Column(12)
	fill := func() {
		said.Objects = v.understood(s, TakeTerms(paste.Text(), source.Text(), v.s.Today()), func() { sheet.Close() })
		said.Refresh()
		if sheet != nil {
			kit.Relay(sheet)
		}
	}
	source = kit.NewField("Where they come from", func(string) { fill() })
	source.SetHint("Such as the school’s page on 21 November 2026")
	paste = kit.NewNotes("Term dates", 5, func(string) { fill() })
	paste.SetHint("Paste the table (kind, name, first day, last day), or the text of the school’s calendar file (ICS)")
	open := kit.NewQuiet("Open a file", func() {
		v.openFile(func(name, text string) {
			if source.Text() == "" {
				source.SetText(name)
			}
			paste.SetText(text)
			fill()
		})
	}).WithIcon(kit.IconFile)
	fill()
	now := "No term dates for this school yet. Until you add them its days read “not known”."
	if s.Source != "" {
		now = "Here already: " + s.Source + ". New dates will replace them."
	}
	sheet = kit.ShowSheet(c, "Term dates, "+s.Name, kit.Column(16, kit.Quieter(now), source, paste, kit.Row(0, open, kit.Gap()), said), nil)
}

// understood says what was made of the paste: problems in sentences, or the dates, and the button that takes them over.
func (v *sitesScreen) understood(s Site, t Taking, done func()) []fyne.CanvasObject {
	if len(t.Problems) > 0 {
		return []fyne.CanvasObject{kit.NewNotice(kit.NoticeNeeds, "Nothing was added yet", strings.Join(t.Problems, "\n"))}
	}
	if t.Terms == nil {
		return nil
	}
	out := []fyne.CanvasObject{kit.Row(0, kit.NewPrimary("Use these dates", func() {
		if v.take(s, t.Terms) {
			done()
		}
	}), kit.Gap()), kit.NewNotice(kit.NoticeDone, t.Summary, strings.Join(t.Lines, "\n"))}
	if len(t.LeftOut) > 0 {
		out = append(out, kit.NewNotice(kit.NoticeInfo, "Left out, because it is not clear what they mean", strings.Join(t.LeftOut, "\n")))
	}
	return out
}

// take writes term dates into the school's record; those that were there give way, and Undo brings them back.
func (v *sitesScreen) take(s Site, t *assessments.Terms) bool {
	scope := assessments.SettingScope(s.ID)
	if s.Terms.ID == "" {
		id := v.s.NewID()
		if !v.s.Write(context.Background(), v.s.Create(id, scope, t)) {
			return false
		}
		ref := keep.Ref{ID: id, Kind: assessments.KindTerms, Scope: scope}
		v.s.Undo("Term dates of "+s.Name, func() { v.k.Strike(ref, "Taken back", "Taken back at once"); v.Reload() })
		v.Reload()
		return true
	}
	set := assessments.Fields{"source": keep.JSON(t.Source), "imported_on": keep.JSON(t.ImportedOn), "terms": keep.JSON(t.Terms), "closed": keep.JSON(t.Closed)}
	if !v.k.Put(keep.RefOf(s.Terms), "Term dates of "+s.Name, set) {
		return false
	}
	v.Reload()
	return true
}
