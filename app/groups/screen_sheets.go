package groups

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// usual are the lengths that are meant most, in minutes.
var usual = []int{15, 30, 45, 60, 90, 120}

func (v *SessionScreen) canvas() fyne.Canvas {
	return kit.CanvasOf(v.holder)
}

// attendee is the sheet of one line: how long they were there, what they are, anything to remember.
func (v *SessionScreen) attendee(i int) {
	c := v.canvas()
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	a := v.g.Register[i]
	name, role := v.names.Who(a)
	// with changes their line, wherever it stands by now: lines go and come with every Undo and with what a colleague sends.
	with := func(turn func(*assessments.Attendee)) []assessments.Attendee {
		list := slices.Clone(v.g.Register)
		at := At(list, a)
		if at < 0 {
			v.s.Fail(assessments.Errorf(assessments.Conflict, "groups.line", "%s is not on the register any more.", name))
			return list
		}
		turn(&list[at])
		a = list[at]
		return list
	}
	typed := func(turn func(*assessments.Attendee)) { // words are on the disk within a second, like everything that is typed
		v.g.Register = v.reg.Type(v.g.Register, with(turn))
	}
	var chips []fyne.CanvasObject
	for _, n := range v.lengths() {
		chips = append(chips, kit.NewChip(fmt.Sprintf("%d min", n), a.Minutes == n, func() {
			sheet.Close()
			v.put(fmt.Sprintf("%s: %d minutes", name, n), with(func(a *assessments.Attendee) { a.Minutes = n }))
		}))
	}
	what := kit.NewField("What they are", func(s string) { typed(func(a *assessments.Attendee) { a.Role = strings.TrimSpace(s) }) })
	what.SetText(a.Role)
	if a.Role == "" && role != "" {
		what.SetHint("Their record says: " + assessments.LowerFirst(role))
	}
	note := kit.NewNotes("Note", 2, func(s string) { typed(func(a *assessments.Attendee) { a.Note = strings.TrimSpace(s) }) })
	note.SetText(a.Note)
	off := kit.NewRemove("Take off the register", func() {
		sheet.Close()
		if at := At(v.g.Register, a); at >= 0 {
			v.put("Took "+name+" off the register", slices.Delete(slices.Clone(v.g.Register), at, at+1))
		}
	})
	minutes := minutesBox(a.Minutes, func(n int) { typed(func(a *assessments.Attendee) { a.Minutes = n }) })
	sheet = kit.ShowSheet(c, name, kit.Column(16, kit.Wrap(8, chips...), minutes, what, note, kit.Row(0, off, kit.Gap())), func() {
		v.reg.Leave("Changed " + name)
		v.refresh()
	})
}

// minutesBox takes how long somebody was there. An emptied box is no time; what is no number is none either, and said when it is left.
func minutesBox(now int, typed func(int)) *kit.Field {
	f := kit.NewField("Minutes there", func(s string) {
		n, _ := ParseMinutes(s)
		typed(n)
	}).ForNumbers().WithUnit("min")
	if now > 0 {
		f.SetText(strconv.Itoa(now))
	}
	return f.OnLeave(func() {
		if _, ok := ParseMinutes(f.Text()); !ok {
			f.SetError("Enter whole minutes, at most 1440, such as 45")
		}
	})
}

// addSheet takes one name after another, until it is closed.
func (v *SessionScreen) addSheet() {
	c := v.canvas()
	if c == nil {
		return
	}
	said := kit.Quieter("A name, and after a comma what they are: Ann Field, teaching assistant")
	field := kit.NewField("Name", nil)
	stamp := func() {
		list, err := Add(v.g.Register, field.Text())
		if err != nil {
			field.SetError(assessments.Sentence(err))
			return
		}
		name, _ := v.names.Who(list[len(list)-1])
		v.put("Added "+name, list)
		field.SetText("")
		said.SetText("Added " + name + ". " + fmt.Sprintf("%d on the register", len(v.g.Register)))
	}
	field.OnEnter(stamp)
	kit.ShowSheet(c, "Add by name", kit.Column(16, said, field, kit.Row(0, kit.NewPrimary("Add", stamp), kit.Gap())), nil)
	field.Focus()
}

// lengths are the usual ones and the session's own.
func (v *SessionScreen) lengths() []int {
	out := slices.Clone(usual)
	if n := Length(v.g); n > 0 && !slices.Contains(out, n) {
		out = append(out, n)
		slices.Sort(out)
	}
	return out
}

// pick adds children of the caseload, or staff with a record; each tap adds one, and what is there already has a tick.
func (v *SessionScreen) pick(children bool) {
	c := v.canvas()
	if c == nil {
		return
	}
	title, all, adds, icon := "Children of the caseload", v.names.Children, AddChild, kit.IconChild
	if !children {
		title, all, adds, icon = "Staff and partners", append(slices.Clone(v.names.People), v.names.Leaders...), AddPerson, kit.IconPeople
	}
	var sheet *kit.Sheet
	words, list := "", kit.Column(0)
	show := func() {
		var rows []fyne.CanvasObject
		for _, k := range all {
			if !contains(k.Name+" "+k.Line, words) || len(rows) == mostOffered {
				continue
			}
			d := kit.RowData{Icon: icon, Title: k.Name, Subtitle: k.Line}
			at := known(v.g.Register, k)
			if at >= 0 {
				d.Icon, d.State, d.Tag = kit.IconCheck, kit.RowChosen, &kit.TagData{Kind: kit.TagChosen, Text: "On it"}
			}
			rows = append(rows, kit.NewListRow(d, func() {
				v.toggle(k, at >= 0, adds)
			}))
		}
		list.Objects = []fyne.CanvasObject{kit.Quieter("Nobody of that name on this tablet")}
		if len(rows) > 0 {
			list.Objects = []fyne.CanvasObject{kit.NewRowCard(rows...)}
		}
		list.Refresh()
		if sheet != nil {
			kit.Relay(sheet)
		}
	}
	find := kit.NewFind("Find by name or school", func(w string) { words = w; show() }, nil)
	show()
	v.refill = show
	sheet = kit.ShowSheet(c, title, kit.Column(12, find, list), func() { v.refill = nil })
}

// known is where somebody with a record stands on the register, -1 where they do not.
func known(list []assessments.Attendee, k Known) int {
	return slices.IndexFunc(list, func(a assessments.Attendee) bool { return a.Child == k.ID || a.Person == k.ID })
}

// toggle takes somebody off who is drawn as being on the register, and puts anybody else on it.
func (v *SessionScreen) toggle(k Known, on bool, adds func([]assessments.Attendee, Known) ([]assessments.Attendee, error)) {
	at := known(v.g.Register, k)
	switch {
	case on && at >= 0:
		v.put("Took "+k.Name+" off the register", slices.Delete(slices.Clone(v.g.Register), at, at+1))
	case !on && at < 0:
		if list, err := adds(v.g.Register, k); err == nil {
			v.put("Added "+k.Name, list)
		}
	}
}

// mostOffered is how many names a sheet lists; the find box narrows the rest.
const mostOffered = 30

// contains tells whether every word of find stands in a text, whatever its case.
func contains(text, find string) bool {
	for _, w := range strings.Fields(strings.ToLower(find)) {
		if !strings.Contains(strings.ToLower(text), w) {
			return false
		}
	}
	return true
}

// contacts are what the register would write into children's own records: only once the day has come.
func (v *SessionScreen) contacts() map[assessments.ID]*assessments.Contact {
	if !v.g.On.Valid() || v.g.On > v.s.Today() {
		return nil
	}
	return Contacts(v.g, v.s.Me, func(child assessments.ID) bool {
		if had, known := v.had[child]; known { // asked at every tap
			return had
		}
		recs, err := v.s.Store.Records(v.ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindContact}})
		v.had[child] = err != nil || slices.ContainsFunc(recs, func(r assessments.Record) bool {
			return r.Fields.Text("type") == "group" && r.Fields.Text("on") == string(v.g.On) && r.Fields.Text("from") == string(v.g.From) && r.Fields.Text("purpose") == v.g.Title
		})
		return v.had[child]
	})
}

// writeContacts gives each child who was there a contact of their own, all in one step and one Undo.
func (v *SessionScreen) writeContacts() {
	v.leaveField()
	var edits []assessments.Edit
	made := v.contacts()
	kids := make([]assessments.ID, 0, len(made))
	for child := range made {
		kids = append(kids, child)
	}
	slices.Sort(kids)
	for _, child := range kids {
		edits = append(edits, v.s.Create(v.s.NewID(), assessments.ChildScope(child), made[child]))
	}
	if len(edits) == 0 || !v.s.Write(context.Background(), edits...) {
		return
	}
	v.s.Undo(fmt.Sprintf("Written into %d records", len(edits)), func() {
		var strikes []assessments.Edit
		for _, e := range edits {
			strikes = append(strikes, v.s.Create(v.s.NewID(), e.Scope, &assessments.EnteredInError{Of: e.Record, Reason: "Taken back at once", By: v.s.Me, On: v.s.Today()}))
		}
		v.s.Write(context.Background(), strikes...)
		v.reload()
	})
	clear(v.had)
	v.fill()
	kit.Relay(v.holder)
}
