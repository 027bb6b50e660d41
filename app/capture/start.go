package capture

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Start makes a planned contact the one that runs now, or with an empty contact id makes a new one of the child from
// fresh, whose empty fields are filled in: a visit, today, from now, led by whoever works. It answers the contact's id;
// go to session.Capture with it. A contact that has started or ended is left as it is.
func Start(ctx context.Context, s *session.Session, child, contact assessments.ID, fresh assessments.Contact) (assessments.ID, error) {
	scope := assessments.ChildScope(child)
	if contact == "" {
		id := s.NewID()
		begin(&fresh, s)
		if fresh.Type == "" {
			fresh.Type = "visit"
		}
		if err := prefill(ctx, s, child, &fresh); err != nil {
			return "", err
		}
		return id, apply(ctx, s, s.Create(id, scope, &fresh))
	}
	rec, err := s.Store.Record(ctx, contact)
	if err != nil {
		return "", err
	}
	var c assessments.Contact
	assessments.Decode(rec.Fields, &c)
	if c.Status != "planned" {
		return contact, nil
	}
	begin(&c, s)
	edit, changed := s.Change(rec, &c)
	if !changed {
		return contact, nil
	}
	return contact, apply(ctx, s, edit)
}

// prefill fills in what is known before anybody says it: the child's own school, for a visit there, and what was to come next
// when the child was last seen.
func prefill(ctx context.Context, s *session.Session, child assessments.ID, c *assessments.Contact) error {
	if c.Type != "visit" {
		return nil
	}
	recs, err := s.Store.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindChild, assessments.KindContact}})
	if err != nil {
		return err
	}
	var last assessments.Contact
	for _, r := range recs {
		switch r.Kind {
		case assessments.KindChild:
			if c.Setting == "" && (c.Place == "school" || c.Place == "nursery") {
				c.Setting = assessments.ID(r.Fields.Text("setting"))
			}
		case assessments.KindContact:
			var x assessments.Contact
			if assessments.Decode(r.Fields, &x); x.Seen() && x.On >= last.On {
				last = x
			}
		}
	}
	if c.Purpose == "" && last.On != "" {
		c.Purpose, _, _ = strings.Cut(last.Next, "; ")
	}
	return nil
}

// begin stamps a contact as running from this minute.
func begin(c *assessments.Contact, s *session.Session) {
	c.Status, c.On, c.From, c.To = "started", s.Today(), s.Clock(), ""
	if c.Clinician == "" {
		c.Clinician = s.Me
	}
}

func apply(ctx context.Context, s *session.Session, e assessments.Edit) error {
	if _, err := s.Store.Apply(ctx, []assessments.Edit{e}); err != nil {
		return err
	}
	s.Kick()
	return nil
}
