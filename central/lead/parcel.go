package lead

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/reports"
)

// A parcel is a report that was shared by link, with what its receipts say became of it. Not the words of a question: they are for
// the therapist.
type parcel struct {
	ID                                            assessments.ID
	Kind, Who, thing                              string
	sent                                          time.Time
	until                                         assessments.Date
	mailed, back, opened, confirmed, locked, asks time.Time // the newest of each; zero: not so
	question                                      time.Time // of the oldest that nobody answered
}

// parcels reads the shares of a child, without those that were taken back or that a newer one stands for.
func parcels(records []assessments.Record) []parcel {
	of, closed := map[assessments.ID]*parcel{}, map[assessments.ID]bool{}
	var all []*parcel
	for _, r := range records {
		if r.Kind == assessments.KindShare {
			t, _ := r.Read()
			s := t.(*assessments.Share)
			if closed[s.Replaces] = true; s.Way != "link" || s.RevokedAt != "" {
				continue
			}
			p := &parcel{ID: r.ID, Kind: s.ReportKind, Who: s.Who, sent: s.SentTime(), until: s.Expires, thing: "the report"}
			if s.Asks() {
				p.Kind, p.thing = "Questions", asksThing
			}
			if k, ok := reports.LookupKind(reports.Kind(s.ReportKind)); ok {
				p.Kind = k.Title
			}
			of[r.ID], all = p, append(all, p)
		}
	}
	for _, r := range records {
		if r.Kind == assessments.KindReceipt {
			t, _ := r.Read()
			if x := t.(*assessments.Receipt); of[x.Share] != nil {
				of[x.Share].take(x)
			}
		}
	}
	var out []parcel
	for _, p := range all {
		if !closed[p.ID] {
			out = append(out, *p)
		}
	}
	slices.SortFunc(out, func(a, b parcel) int { return cmp.Or(b.sent.Compare(a.sent), cmp.Compare(a.ID, b.ID)) })
	return out
}

// asksThing is what a parcel of questions is called in a sentence.
const asksThing = "the questions"

func (p *parcel) take(x *assessments.Receipt) {
	at := x.Time()
	if x.What == "question" && x.AnsweredOn == "" && (p.question.IsZero() || at.Before(p.question)) {
		p.question = at
	}
	for what, last := range map[string]*time.Time{"mailed": &p.mailed, "not-delivered": &p.back, "opened": &p.opened, "confirmed": &p.confirmed, "answered": &p.confirmed, "locked": &p.locked, "link-asked": &p.asks} {
		if x.What == what && at.After(*last) {
			*last = at
		}
	}
}

// When the lead is told of a report that nobody opened, of a mail that did not go, and of a link
// that ends; and for how long five wrong PINs lock.
const (
	unopenedDays = 5 // working days
	unsent       = 24 * time.Hour
	endsSoon     = 3 // days
	lockedFor    = 30 * time.Minute
)

// A trouble is why a parcel needs somebody: what to do, and what is so. The zero trouble is none.
type trouble struct{ Do, Is, Note string }

// trouble says what is wrong with a parcel, the most pressing where it is several things.
func (p *parcel) trouble(now time.Time) trouble {
	today := london.Day(now)
	day := func(t time.Time) string { return brief(london.Day(t)) }
	switch {
	case now.Sub(p.locked) < lockedFor:
		return trouble{"Check the PIN with " + p.Who, "Locked, 5 wrong PINs", "Until " + p.locked.Add(lockedFor).In(london.Zone).Format("15:04") + ". Only whoever has the report’s PIN may open it"}
	case p.back.After(p.mailed):
		return trouble{"Check the address of " + p.Who, "Not delivered", "The mail came back on " + day(p.back) + ". A new share goes to another address"}
	case !p.question.IsZero() && now.Sub(p.question) >= unanswered:
		return trouble{"Get the question of " + p.Who + " answered", "Question not answered", "Asked on " + day(p.question)}
	case p.asks.After(p.opened) && p.asks.After(p.mailed) && p.confirmed.IsZero():
		return trouble{"Get a new link to " + p.Who, "Asks for a new link", "On " + day(p.asks) + ". The report is shared again from the tablet"}
	case p.mailed.IsZero():
		if now.Sub(p.sent) < unsent {
			return trouble{}
		}
		return trouble{"Find out why no mail went to " + p.Who, "Mail has not gone", "Shared on " + day(p.sent)}
	case p.opened.IsZero() && p.confirmed.IsZero() && today > p.until:
		return trouble{"Ask " + p.Who + " whether " + p.thing + " came", "Never opened", "The link ended on " + brief(p.until)}
	case p.opened.IsZero() && p.confirmed.IsZero() && p.until.Valid() && int(p.until.Time().Sub(today.Time()).Hours()/24) <= endsSoon:
		return trouble{"Ask " + p.Who + " to open " + p.thing, "Not opened", "The link ends on " + brief(p.until)}
	case p.opened.IsZero() && p.confirmed.IsZero() && london.Day(p.mailed).WorkingDaysAfter(today) >= unopenedDays:
		return trouble{"Ask " + p.Who + " to open " + p.thing, "Not opened", "Mail went on " + day(p.mailed)}
	}
	return trouble{}
}

// state is where a parcel is when nothing is wrong: settled, in words, and since when.
func (p *parcel) state() (settled bool, is string, at time.Time) {
	switch {
	case !p.confirmed.IsZero() && p.thing == asksThing:
		return true, "Answered", p.confirmed
	case !p.confirmed.IsZero():
		return true, "Confirmed", p.confirmed
	case !p.opened.IsZero():
		return true, "Opened", p.opened
	case !p.mailed.IsZero():
		return false, "Mail went", p.mailed
	}
	return false, "Shared", p.sent
}

// forgotten is when a parcel is no news any more, whatever became of it: nobody chases a report of three months ago from here.
const forgotten = 90 * 24 * time.Hour

// A parcelRow is a parcel as a page shows it.
type parcelRow struct {
	Href, Child, Kind, Who, Is, Note string
	Settled                          bool
}

// row is a parcel on a page at a time; ok is false where trouble is asked for and there is none.
func (p *parcel) row(c *child, now time.Time, onlyTrouble bool) (row parcelRow, what trouble, ok bool) {
	row = parcelRow{Href: Home + "caseload/" + string(c.ID), Child: c.Child.Name, Kind: p.Kind, Who: p.Who}
	if what = p.trouble(now); what.Is != "" {
		row.Is, row.Note = what.Is, what.Note
		return row, what, true
	}
	var at time.Time
	row.Settled, row.Is, at = p.state()
	row.Note = brief(london.Day(at))
	return row, what, !onlyTrouble
}

// chased are the parcels that need somebody: those that are locked first, as somebody stands before one now, then the longest on its way.
func (v *view) chased(now time.Time) (rows []parcelRow, things []thing) {
	type one struct {
		row         parcelRow
		what        trouble
		until, sent time.Time // how long it is locked: zero for others
	}
	var all []one
	for _, c := range v.children {
		for i := range c.parcels {
			p := &c.parcels[i]
			if now.Sub(p.sent) > forgotten {
				continue
			}
			if row, what, ok := p.row(c, now, true); ok {
				x := one{row: row, what: what, sent: p.sent}
				if until := p.locked.Add(lockedFor); until.After(now) {
					x.until = until
				}
				all = append(all, x)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b one) int {
		return cmp.Or(b.until.Compare(a.until), a.sent.Compare(b.sent))
	})
	for _, x := range all {
		rows = append(rows, x.row)
		things = append(things, thing{x.row.Href, x.what.Do, x.row.Kind + " for " + x.row.Child + ": " + assessments.LowerFirst(x.what.Is) + ". " + x.what.Note})
	}
	return rows, things
}

// sent counts what became of the reports of the last seven days.
func (v *view) sent(now time.Time) side {
	var mailed, opened, confirmed int
	count := func(n *int, at time.Time) {
		if now.Sub(at) < 7*24*time.Hour {
			*n++
		}
	}
	for _, c := range v.children {
		for _, p := range c.parcels {
			count(&mailed, p.mailed)
			count(&opened, p.opened)
			count(&confirmed, p.confirmed)
		}
	}
	return side{"Reports by link, 7 days", [][2]string{{"Mail went", fmt.Sprint(mailed)}, {"Opened", fmt.Sprint(opened)}, {"Confirmed", fmt.Sprint(confirmed)}}}
}
