package composer

import (
	"context"
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// readChain reads every version of the report, those entered in error too, and the tree of the version before.
func (c *Composer) readChain(ctx context.Context, r Reader) error {
	recs, err := r.Records(ctx, store.Filter{Child: c.Rec.Scope.ID, Struck: true,
		Kinds: []assessments.Kind{assessments.KindReport, assessments.KindAmendment, assessments.KindEnteredInError}})
	if err != nil {
		return err
	}
	c.Chain = reports.ChainOf(recs, c.Rec.ID)
	for _, v := range c.Chain {
		switch v.Record.ID {
		case c.Rec.ID:
			c.Struck = v.Struck
		case c.V.Replaces:
			var doc reports.Document
			if json.Unmarshal([]byte(v.V.Tree), &doc) == nil { // a tree of a newer Fieldfare: the difference cannot be worked out, and is not
				c.before = &doc
			}
		}
	}
	return nil
}

// PicturesStop is why the pictures of a signed version keep it on this tablet since, "" where nothing does.
func (c *Composer) PicturesStop(ctx context.Context, r Reader, on assessments.Date) (string, error) {
	if !c.Signed() {
		return "", nil
	}
	struck, err := r.Records(ctx, store.Filter{Child: c.Rec.Scope.ID, Struck: true, Kinds: []assessments.Kind{assessments.KindAttachment}})
	if err != nil {
		return "", err
	}
	return reports.VersionPictures(append(struck, c.ev.Records...), c.Rec.ID, on), nil
}

// Difference is what changed since the version before, worked out from the two trees; "" for a first version.
func (c *Composer) Difference() string {
	switch {
	case c.Signed():
		return c.V.Difference
	case c.before == nil || c.Denied != "":
		return ""
	}
	return reports.Difference(*c.before, c.Doc)
}

// Newest reports whether this version is the one that holds.
func (c *Composer) Newest() bool {
	v, ok := c.Chain.Current()
	return ok && v.Record.ID == c.Rec.ID
}

// Amended is what amending a signed version writes: the version that takes its place, with the choices that still stand at a new
// day, and the reason. The old version stays as it was signed.
func (c *Composer) Amended(asAt assessments.Date, reason string) (assessments.Report, assessments.Amendment) {
	next := max(c.V.Version, 1) + 1
	for _, v := range c.Chain {
		next = max(next, v.V.Version+1) // a number that was struck out is not given twice
	}
	r := assessments.Report{ReportKind: c.V.ReportKind, Recipient: c.V.Recipient, Person: c.V.Person, About: c.V.About, AsAt: asAt, Version: next,
		Replaces: c.Rec.ID, Choices: c.V.Choices, Overrides: c.V.Overrides}
	req := c.Request()
	req.AsAt = asAt
	if p, err := reports.Propose(c.ev, req); err == nil {
		r.Choices = p.Standing(r.Choices)
	}
	return r, assessments.Amendment{Of: c.Rec.ID, Field: "version", Was: versionWords(c.V.Version), Now: versionWords(next), Reason: reason,
		By: c.author, On: asAt}
}
