package delivery

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// A filled is what one opening of a link has answered so far: of two parents, or two teachers, each has their own, and neither sees the
// other's. Until it is sent it is the service's alone, and no tablet hears of it.
type filled struct {
	Values    []assessments.Answer
	Name, Job string // as they wrote it
	Been      []int  // the themes that they went on from

	begun bool // there is something here that was not sent
	sent  bool // it was sent before, whether it was changed since or not
}

// sheetCookie lets this browser find what it began, once the PIN was given again. It is there only while something is begun, and opens
// nothing by itself: somebody else's browser begins anew, since what is written may be about them.
const sheetCookie = "begun"

// kept is until when a sheet that was not sent is kept: the last evening of the link and the day after it, or a day from now.
func (d *Desk) kept(p *parcel) time.Time {
	end, day := p.share.Expires.AddDays(2).Time(), d.Now().Add(sheetLife)
	if day.After(end) {
		return day
	}
	return end
}

// filled is what a reader has: what they began, or what they sent, or nothing.
func (d *Desk) filled(r *http.Request, p *parcel, reader string) (filled, error) {
	was, err := d.Ledger.Sheet(r.Context(), p.row, reader)
	if err != nil {
		return filled{}, err
	}
	return p.unfold(reader, was)
}

// unfold reads what was kept; without it the sheet is what was sent.
func (p *parcel) unfold(reader string, was ledger.Sheet) (s filled, err error) {
	_, v, sent := p.answered(reader)
	s.sent = sent
	if len(was.Body) == 0 {
		s.Values = v.Values
		s.Name, s.Job, _ = strings.Cut(v.Who, ", ")
		for _, t := range p.every() {
			if sent {
				s.Been = append(s.Been, t.n)
			}
		}
		return s, nil
	}
	s.begun = true
	if err := json.Unmarshal(was.Body, &s); err != nil {
		return s, assessments.Wrap(err, assessments.Damaged, "delivery.sheet", "What you wrote before cannot be read any more. Ring us, so that nothing is missed.")
	}
	return s, nil
}

// change keeps what a reader made of their sheet, and remembers in their browser that it is theirs. edit may run more than once.
func (d *Desk) change(w http.ResponseWriter, r *http.Request, p *parcel, reader string, edit func(*filled)) (s filled, err error) {
	until := d.kept(p)
	err = d.Ledger.KeepSheet(r.Context(), p.row, reader, until, func(was ledger.Sheet) ([]byte, error) {
		var err error
		if s, err = p.unfold(reader, was); err != nil {
			return nil, err
		}
		edit(&s)
		return json.Marshal(s)
	})
	if err != nil {
		return s, err
	}
	s.begun = true
	_, err = d.admit(w, p, sheetCookie, reader, until.Sub(d.Now()))
	return s, err
}

// forget takes away what was not sent, here and in the browser.
func (d *Desk) forget(w http.ResponseWriter, r *http.Request, p *parcel, reader string) error {
	if err := d.Ledger.DropSheet(r.Context(), p.row, reader); err != nil {
		return err
	}
	d.Site.SetCookie(w, sheetCookie, "", Path+p.link, 0)
	return nil
}

// answers are the sheet's values under the template that was asked. With asked, those alone that are asked: an answer that took its
// question away with it is not sent.
func (s filled) answers(p *parcel, asked bool) assessments.Answers {
	a := assessments.Answers{Template: p.asks.Name, Version: p.asks.Version, Values: s.Values}
	if asked {
		var values []assessments.Answer
		for _, item := range p.asks.Form(a, nil).Items {
			if item.Answered {
				values = append(values, item.Answer)
			}
		}
		a.Values = values
	}
	return a
}
