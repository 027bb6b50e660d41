package share

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// A wayOut is one way, with what it is called.
type wayOut struct{ way, words, line, verb string }

// ways are the ways out.
var ways = []wayOut{
	{ByLink, "Link with a PIN", "A mail without the child’s name, and a page that opens with the PIN for 14 days", "Confirm and share"},
	{ByNHSmail, "NHSmail", "A copy is saved here for you to send; the share is recorded", "Confirm and save the copy"},
	{ByPortal, "Council’s portal", "A copy is saved here for you to upload; the share is recorded", "Confirm and save the copy"},
	{OnPaper, "On paper", "The pages open in this tablet’s viewer to print and hand over; it is recorded", "Confirm and print"},
}

// waysOf are the ways that fit what goes: questions are answered at a link, or on paper.
func waysOf(m *Model) []wayOut {
	if m.Asks == nil {
		return ways
	}
	link, paper := ways[0], ways[len(ways)-1]
	link.line = "A mail without the child’s name, and questions that open with the PIN for 14 days"
	paper.line = "The questions open in this tablet’s viewer to print and hand over; it is recorded. The pages name nobody"
	return []wayOut{link, paper}
}

// confirmWords are those of the button: a practice caseload sends nothing.
func (v *Screen) confirmWords() string {
	if v.way == ByLink && v.m.Stays {
		return "Confirm, for practice"
	}
	for _, w := range ways {
		if w.way == v.way {
			return w.verb
		}
	}
	return ways[0].verb
}

// chosen is one reader: on what it rests first, then the address, what they get, and the way.
func (v *Screen) chosen(r Reader) []fyne.CanvasObject {
	out := []fyne.CanvasObject{v.consent(r)}
	if !r.Sending.Goes() {
		return out
	}
	var words []string
	at, ways := 0, waysOf(v.m)
	for i, w := range ways {
		words = append(words, w.words)
		if w.way == v.way {
			at = i
		}
	}
	pick, _ := kit.NewChips(words, at, func(i int) { v.way = ways[i].way; v.show() })
	rows := []fyne.CanvasObject{kit.RowTitle("How it goes"), pick, kit.Quieter(ways[at].line)}
	if v.m.Stays && v.way == ByLink {
		rows = append(rows, kit.NewNotice(kit.NoticeInfo, session.Practice, "The share is recorded as it would be, and nobody gets a mail."))
	}
	if v.way == ByLink || v.way == ByNHSmail {
		rows = append(rows, v.address(r))
	}
	out = append(out, kit.NewCard(kit.Inset(20, kit.Column(12, append(rows, v.problem)...))))
	if v.way == ByNHSmail || v.way == ByPortal {
		out = append(out, v.copies())
	}
	out = append(out, v.gets(r))
	return out
}

// consent is always on show: the state in a word with its icon, who said so and when, and what it covers.
func (v *Screen) consent(r Reader) fyne.CanvasObject {
	icon, tone, _ := consent.Look(r.Sending.Standing)
	rows := []fyne.CanvasObject{kit.Quieter("For " + r.Name), kit.Row(12, kit.NewSymbol(icon, 32, tone), kit.Grow(kit.Question(consent.WordOf(r.Sending.Standing))))}
	if r.Line.Said != "" {
		rows = append(rows, kit.RowText(r.Line.Said))
	}
	if r.Sending.Goes() {
		if r.Covers != "" {
			rows = append(rows, kit.Quieter("Covers: "+assessments.LowerFirst(r.Covers)))
		}
		if r.Sending.Objection != "" {
			rows = append(rows, kit.NewNotice(kit.NoticeNeeds, "There is an objection", r.Sending.Objection))
		}
	} else {
		rows = append(rows, kit.NewNotice(kit.NoticeStop, "Nothing is shared", r.Sending.Reason))
		if r.Sending.Pictured {
			rows = append(rows, kit.Wrap(8, kit.NewQuiet(composer.WithoutPictures, func() { composer.Begin(v.ctx, v.s, v.child, v.m.Report.ID, r.Sending.Reason) }).WithIcon(kit.IconPencil)))
		}
		if v.asks(r) {
			rows = append(rows, kit.Wrap(8, kit.NewQuiet("Record a lawful reason", v.lawful).WithIcon(kit.IconShield)))
		} else if r.Sending.Standing == reports.Waiting {
			rows = append(rows, kit.Wrap(8, kit.NewQuiet("Your lead’s approval", v.ask).WithIcon(kit.IconShield)))
		}
	}
	return kit.NewRaised(kit.Inset(20, kit.Column(8, rows...)))
}

// asks reports whether a yes of the family is what is missing.
func (v *Screen) asks(r Reader) bool {
	switch r.Sending.Standing {
	case reports.NotAsked, reports.Refused, reports.Ended:
		return !r.Sending.Goes()
	case reports.Limited:
		return !r.Sending.Goes()
	}
	return false
}

// askWhom is who has to be asked: the parents, or somebody who decides for themselves.
func (v *Screen) askWhom() string {
	g := v.m.Book().Givers()
	if len(g) > 0 && g[len(g)-1].Authority == "young-person" {
		return v.m.Known
	}
	return "parent"
}

// ask opens the consent of this reader; what is agreed there counts here at once.
func (v *Screen) ask() {
	if r, ok := v.reader(); ok {
		v.s.Go(session.Consent, v.child, r.Line.Key())
	}
}

func (v *Screen) lawful() {
	r, ok := v.reader()
	c := kit.CanvasOf(v.page)
	if !ok || c == nil {
		return
	}
	consent.AskLawful(v.ctx, c, v.m.Book(), r.Line, v.s.Me, func(undo func()) {
		v.s.Undo(r.Name+": a reason without consent", func() { undo(); v.load() })
		v.load()
	})
}

// address is the mailbox in full, and how sure it is. A wrong recipient is the mistake that cannot be taken back.
func (v *Screen) address(r Reader) fyne.CanvasObject {
	if v.mailbox == nil {
		v.mailbox = kit.NewField("Address, in full", func(string) { v.vouched = false; v.showLook(r) })
		v.mailbox.SetText(r.Mailbox)
		v.look.Objects = nil
	}
	v.showLook(r)
	return kit.Column(8, v.mailbox, v.look)
}

// showLook says how sure the address is, and asks for a second look where it is not as recorded.
func (v *Screen) showLook(r Reader) {
	look, why := v.m.Look(r, v.mailbox.Text())
	v.look.Objects = nil
	switch look {
	case OnRegister:
		v.look.Add(kit.Row(8, kit.NewSymbol(kit.IconCheck, 20, kit.Green), kit.Grow(kit.NewText(why, kit.SizeBody, kit.Green, false))))
	case LookTwice:
		v.look.Add(kit.NewNotice(kit.NoticeNeeds, "Look twice at this address", why))
		v.look.Add(kit.NewCheck("I have checked this address with them", "Read it back letter by letter. Your name stands for it.", v.vouched, func(on bool) { v.vouched = on }))
	}
	kit.Relay(v.page)
}

// gets is what the reader will have in their hands.
func (v *Screen) gets(r Reader) fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.RowTitle("What they will get"), kit.Body(v.m.Title + ". " + v.m.Signed + ".")}
	if v.m.Asks != nil {
		rows = append(rows, kit.Body(v.m.Asks.Purpose))
		if r.Through != "" {
			rows = append(rows, kit.Body("They pass it on to "+v.m.Known+". What is only asked when you meet is not in it."))
		}
	}
	if v.way == ByLink {
		as := FormatWords(v.m.Formats)
		if v.m.Asks != nil {
			as = "a page to fill in"
		}
		rows = append(rows, kit.Body("As "+as+", until "+v.s.Today().AddDays(assessments.ShareDays).Words()+"."), kit.Quieter("The mail does not name "+v.m.Known+". The page opens only with the PIN that you read to them."))
	}
	if r.Had != "" && !strings.HasSuffix(r.Had, v.m.Signed) {
		rows = append(rows, kit.Body(r.Had+". "+map[bool]string{true: "Its link closes when this one goes.", false: "Tell them that this one takes its place."}[v.way == ByLink]))
	}
	for _, x := range v.m.LeftOut {
		rows = append(rows, kit.NewNotice(kit.NoticeInfo, "Left out", x))
	}
	if v.way != ByLink {
		rows = append(rows, kit.Body("As "+formatWords[v.m.form(v.way, v.copied)]+"."))
	}
	if v.m.Asks != nil {
		return kit.NewCard(kit.Inset(20, kit.Column(8, rows...)))
	}
	rows = append(rows, kit.Row(0, kit.NewPlain("Look at the pages", func() { v.s.Go(session.Preview, v.child, v.m.Report.ID) }).WithIcon(kit.IconEye), kit.Gap()))
	return kit.NewCard(kit.Inset(20, kit.Column(8, rows...)))
}

// readerLook is the icon of a row of the list.
func readerLook(r Reader) (kit.Icon, fyne.ThemeColorName) {
	icon, tone, _ := consent.Look(r.Sending.Standing)
	if !r.Sending.Goes() && (r.Sending.Standing == reports.Agreed || r.Sending.Standing == reports.ByRight) {
		return kit.IconRefused, kit.OnRedTint // agreed to reports, and this one holds what they may not have
	}
	return icon, tone
}

func lines(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n")
}
