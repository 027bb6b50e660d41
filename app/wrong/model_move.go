package wrong

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Done is what a move did and what it leaves for people to do.
type Done struct {
	To       assessments.ID
	Moved    []assessments.ID // the entries' new records
	Waits    []string         // who had signed, and has to sign anew
	Loose    []string         // fields that still speak of the wrong child's records
	Reports  []Report
	Left     int // entries that were not moved, since one before them could not be
	contacts map[assessments.ID]assessments.ID
}

// Move moves the picked entries to another child, contacts first so that their notes can follow them. When one of them cannot be
// moved the ones before it are moved already: Done says how many are left, beside the error.
func (m *Model) Move(ctx context.Context, to assessments.ID, reason string) (Done, error) {
	d := Done{To: to, contacts: map[assessments.ID]assessments.ID{}}
	list := m.Picked()
	slices.SortStableFunc(list, func(a, b Entry) int {
		if (a.Kind == assessments.KindContact) == (b.Kind == assessments.KindContact) {
			return 0
		} else if a.Kind == assessments.KindContact {
			return -1
		}
		return 1
	})
	seen := map[assessments.ID]bool{}
	for i, e := range list {
		out, err := m.store.Move(ctx, store.Move{Record: e.ID, To: to, Reason: reason, By: m.me, NewID: m.newID})
		if err != nil {
			d.Left = len(list) - i
			return d, err
		}
		d.Moved = append(d.Moved, out.Record)
		if e.Kind == assessments.KindContact {
			d.contacts[e.ID] = out.Record
		}
		loose := out.Loose
		if now, ok := d.contacts[e.Contact]; ok && !out.Signed {
			if err := m.follow(ctx, out.Record, now); err != nil {
				return d, err
			}
			loose = slices.DeleteFunc(loose, func(f string) bool { return f == "contact" })
		}
		for _, f := range loose {
			d.Loose = append(d.Loose, e.Title+": "+strings.ReplaceAll(f, "_", " "))
		}
		if out.Countersign != "" {
			d.Waits = append(d.Waits, m.nameOf(ctx, out.Countersign)+" signed “"+e.Title+"” and has to sign it anew, or a qualified therapist does")
		}
		for _, r := range out.Recall {
			if !seen[r.Report] {
				seen[r.Report] = true
				d.Reports = append(d.Reports, m.recall(r))
			}
		}
	}
	return d, nil
}

// follow binds a moved note to its moved contact.
func (m *Model) follow(ctx context.Context, note, contact assessments.ID) error {
	raw, _ := json.Marshal(contact) // an id always can be
	_, err := m.store.Apply(ctx, []assessments.Edit{{Record: note, Set: assessments.Fields{"contact": raw}}})
	return err
}

// Back takes a move back: the entries are moved again, to where they came from.
func (m *Model) Back(ctx context.Context, d Done) error {
	for _, id := range d.Moved {
		out, err := m.store.Move(ctx, store.Move{Record: id, To: m.Child, Reason: "moved back at once", By: m.me, NewID: m.newID})
		if err != nil {
			return err
		}
		rec, err := m.store.Record(ctx, out.Record)
		if err != nil {
			return err
		}
		if rec.Kind == assessments.KindContact {
			d.contacts[id] = out.Record
		}
		if now, ok := d.contacts[assessments.ID(rec.Fields.Text("contact"))]; ok && rec.Meta.Signed == nil {
			if err := m.follow(ctx, out.Record, now); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *Model) nameOf(ctx context.Context, id assessments.ID) string {
	if rec, err := m.store.Record(ctx, id); err == nil {
		if n := rec.Fields.Text("name"); n != "" {
			return n
		}
	}
	return "A colleague"
}

// Reports are the reports of this child that may hold words of the picked entries, before anything is moved.
func (m *Model) Reports() []Report {
	var out []Report
	for _, r := range m.reports {
		t, _ := r.Read()
		v, ok := t.(*assessments.Report)
		if !ok {
			continue
		}
		named, may := false, false
		for _, e := range m.Picked() {
			day := assessments.Date(strings.Fields(e.day + " -")[0])
			named = named || strings.Contains(v.Tree, string(e.ID))
			for k := range v.Choices {
				named = named || strings.Contains(k, string(e.ID))
			}
			may = may || !day.Valid() || v.AsAt == "" || v.AsAt >= day
		}
		if named || may {
			out = append(out, m.recall(store.Recall{Report: r.ID, Kind: v.ReportKind, Recipient: v.Recipient, Signed: r.Meta.Signed != nil || v.SignedOn != "", SentOn: v.SentOn, Certain: named}))
		}
	}
	return out
}

// recall is a report in words, with what is to be done about it.
func (m *Model) recall(r store.Recall) Report {
	if on := m.sent[r.Report]; on != "" {
		r.SentOn = on // it went by a share, which is a record of its own
	}
	title := strings.ReplaceAll(r.Kind, "-", " ")
	if title == "" {
		title = "report"
	}
	if strings.HasPrefix(title, "ehc") {
		title = "EHC" + title[3:]
	}
	x := Report{ID: r.Report, Certain: r.Certain, Title: assessments.UpperFirst(title)}
	holds := "May hold words of it"
	if r.Certain {
		holds = "Quotes it"
	}
	switch {
	case r.SentOn != "":
		x.Line = holds + ". Sent " + r.SentOn.Words() + ": tell its reader, and send a new version"
	case r.Signed:
		x.Line = holds + ". Signed, and stays as it was signed: make a new version without it"
	default:
		x.Line = holds + ". Not signed yet: read it through before signing"
	}
	return x
}
