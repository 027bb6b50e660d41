package capture

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Open reads the contact, the child and the notes made so far.
func (b *Board) Open(ctx context.Context) error {
	if err := b.readContact(ctx); err != nil {
		return err
	}
	rec, err := b.store.Record(ctx, b.Child)
	if err != nil {
		return err
	}
	var child assessments.Child
	assessments.Decode(rec.Fields, &child)
	b.known = child.Known()
	b.people = b.readPeople(ctx, child.Setting)
	b.setting = "" // the child's own school stands in the band
	if b.contact.Setting != child.Setting {
		if rec, err := b.store.Record(ctx, b.contact.Setting); err == nil {
			var s assessments.Setting
			assessments.Decode(rec.Fields, &s)
			b.setting = s.Name
		}
	}
	recs, err := b.store.Records(ctx, store.Filter{Child: b.Child, Kinds: []assessments.Kind{assessments.KindObservation}})
	if err != nil {
		return err
	}
	b.notes = nil
	for _, r := range recs {
		b.keep(r)
	}
	return b.settle(ctx)
}

// settle ends corrections that were cut off, as by a kill: the typed words are the note's words.
func (b *Board) settle(ctx context.Context) error {
	drafts, err := b.store.Drafts(ctx)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if d.Record != b.Contact && (b.note(d.Record) == nil || isNew(d)) {
			continue
		}
		if err := b.store.Fold(ctx, d.Record); err != nil {
			return err
		}
		b.reread(ctx, d.Record)
	}
	return b.readContact(ctx)
}

// isNew reports whether a draft is of a field that held nothing before: words for a note that does not exist yet.
func isNew(d store.OpenDraft) bool { return len(d.Was) == 0 || string(d.Was) == "null" }

func (b *Board) readContact(ctx context.Context) error {
	rec, err := b.store.Record(ctx, b.Contact)
	if err != nil {
		return err
	}
	b.contactRec, b.contact = rec, assessments.Contact{}
	assessments.Decode(rec.Fields, &b.contact)
	return nil
}

// running is the child's contact that has started and not ended, the newest of them.
func (b *Board) running(ctx context.Context) (id assessments.ID, err error) {
	recs, err := b.store.Records(ctx, store.Filter{Child: b.Child, Kinds: []assessments.Kind{assessments.KindContact}})
	for _, r := range recs {
		if r.Fields.Text("status") == "started" && r.ID > id {
			id = r.ID
		}
	}
	if err == nil && id == "" {
		err = assessments.Errorf(assessments.NotFound, "capture.open", "No contact is running. Start one from the child’s page or from Today.")
	}
	return id, err
}
