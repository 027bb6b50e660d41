package clinic

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
)

// sitesScreen is the standing days of therapists at special schools, with the term dates they hang on.
type sitesScreen struct {
	*page
	k *keep.Keeper
	m *Sites
}

func newSites(s *session.Session, clock kit.Clock) *sitesScreen {
	v := &sitesScreen{page: newPage(s, 1), m: &Sites{}}
	v.k = keep.New(s, clock, v.Reload)
	v.wide = v.columns
	v.Reload()
	return v
}

// Reload reads sites and term dates anew.
func (v *sitesScreen) Reload() {
	var m *Sites
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		m, err = ReadSites(ctx, v.s.Store, assets.Services, v.s.Today())
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.m = m
		v.show()
	})
}

func (v *sitesScreen) columns() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, s := range v.m.List {
		cards = append(cards, v.site(s))
	}
	if len(cards) == 0 {
		return []fyne.CanvasObject{kit.NewCard(kit.NewEmpty(kit.IconSchool, "No site days yet", "A site day is a therapist’s standing day at a special school, in term time",
			"Add a site day", v.pickSchool))}
	}
	add := kit.NewQuiet("Add a site day", v.pickSchool).WithIcon(kit.IconPlus)
	return []fyne.CanvasObject{kit.Column(16, append(cards, kit.Row(0, add, kit.Gap()))...)}
}

func (v *sitesScreen) site(s Site) fyne.CanvasObject {
	source := "No term dates yet"
	if s.Source != "" {
		source = "Term dates: " + s.Source
	}
	head := []fyne.CanvasObject{kit.SectionHead(kit.IconSchool, s.Name, ""), kit.Quieter(source)}
	if s.Rule != "" {
		head = append(head, kit.Body(s.Rule))
	}
	if s.Missing != "" {
		head = append(head, kit.NewNotice(kit.NoticeNeeds, "Term dates are missing", s.Missing))
	}
	if len(s.Differs) > 0 {
		head = append(head, kit.NewNotice(kit.NoticeInfo, "Different from your service’s rules", strings.Join(s.Differs, "\n")))
	}
	button := kit.NewQuiet("Term dates", func() { v.terms(s) }).WithIcon(kit.IconToday).Tight().SetName("Term dates, " + s.Name)
	head = append(head, kit.Row(0, button, kit.Gap()))
	rows := []fyne.CanvasObject{kit.Inset(20, kit.Column(10, head...))}
	for _, d := range s.Days {
		rows = append(rows, v.day(s, d))
	}
	if len(s.Days) == 0 {
		rows = append(rows, kit.InsetXY(20, 12, kit.Row(0, kit.NewPlain("Add a site day here", func() { v.add(s) }), kit.Gap())))
	}
	return kit.NewRowCard(rows...)
}

// day is one standing day with its next dates. Whether each takes place has an icon and words.
func (v *sitesScreen) day(s Site, d SiteDay) fyne.CanvasObject {
	row := kit.NewListRow(kit.RowData{Icon: kit.IconPeople, Title: d.Title, TitleBig: true, Subtitle: d.Line, Chevron: true}, func() { v.edit(s, d.Rec.ID) })
	var next []fyne.CanvasObject
	for _, x := range d.Next {
		kind := kit.TagPlain
		switch x.State {
		case Held:
			kind = kit.TagDone
		case NotKnown:
			kind = kit.TagNeeds
		}
		next = append(next, kit.NewTag(kind, x.Words))
	}
	return kit.Column(0, row, kit.Insets(0, 20, 16, 20, kit.Wrap(8, next...)))
}

// pickSchool asks at which school a new site day is.
func (v *sitesScreen) pickSchool() {
	all := append(append([]Site{}, v.m.List...), v.m.Others...)
	c := v.canvas()
	if c == nil {
		return
	}
	if len(all) == 0 {
		v.s.Fail(assessments.Errorf(assessments.Invalid, "clinic.site", "No school is on this tablet yet. A school is added with the first child who goes there."))
		return
	}
	var words []string
	for _, s := range all {
		words = append(words, s.Name)
	}
	kit.ShowPick(c, "At which school?", words, -1, func(i int) { v.add(all[i]) })
}

func (v *sitesScreen) canvas() fyne.Canvas {
	return kit.CanvasOf(v.scroll)
}

// add begins a site day of this therapist on the day of the week that it is, in term time, and opens its sheet.
func (v *sitesScreen) add(s Site) {
	today := v.s.Today()
	day := strings.ToLower(today.Time().Weekday().String())
	if day == "saturday" || day == "sunday" {
		day = "monday"
	}
	d := &assessments.SiteDay{Weekday: day, Therapist: v.s.Me, TermTime: true, First: firstOn(day, today)}
	if d.Therapist == "" && len(v.m.Staff) > 0 {
		d.Therapist = v.m.Staff[0].ID
	}
	id := v.s.NewID()
	ref := keep.Ref{ID: id, Kind: assessments.KindSiteDay, Scope: assessments.SettingScope(s.ID)}
	if !v.k.Start(ref, d) {
		return
	}
	v.s.Undo("Added a site day at "+s.Name, func() { v.k.Strike(ref, "Taken back", "Taken back at once"); v.Reload() })
	v.Reload()
	v.edit(s, id)
}

// Frame is the shell's frame around the site days.
func (v *sitesScreen) Frame() shell.Frame {
	return shell.Frame{Title: "Clinics", Subtitle: "Drop-in, booked, special schools", Item: shell.ItemMore}
}

// Leave makes changes of what was typed.
func (v *sitesScreen) Leave() {
	v.k.Close()
	v.cancel()
}
