package composer

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
	"github.com/fieldfare/fieldfare/reports/pdf"
)

// Final is the document as it is signed on a day: the same choices, with the signature and without the draft marks.
func (c *Composer) Final(on assessments.Date) (reports.Document, error) {
	req := c.Request()
	req.Signed, req.SignedOn = true, on
	return reports.Draft(c.ev, req)
}

// Frozen is everything that signing adds to a report: tree and PDF with their hashes, by whom and when.
func (c *Composer) Frozen(ctx context.Context, on assessments.Date) (assessments.Report, []layout.Problem, error) {
	v := c.V
	doc, err := c.Final(on)
	if err != nil {
		return v, nil, err
	}
	// Words in a script that the PDF's fonts cannot shape stop only the PDF: tree, HTML and Word copy hold the same words.
	res, err := pdf.Render(ctx, doc)
	if err != nil && (assessments.KindOf(err) != assessments.Invalid || ctx.Err() != nil) {
		return v, nil, err
	}
	tree, broken := json.Marshal(doc)
	if broken != nil {
		return v, nil, assessments.Wrap(broken, assessments.Internal, "composer.sign", "The report could not be frozen. Nothing was lost; try again.")
	}
	v.Version, v.SignedBy, v.SignedOn = max(v.Version, 1), c.author, on
	v.Tree, v.TreeHash = string(tree), hash(tree)
	if c.before != nil {
		v.Difference = reports.Difference(*c.before, doc)
	}
	if err == nil {
		v.PDF, v.PDFHash = base64.StdEncoding.EncodeToString(res.Bytes), hash(res.Bytes)
	}
	return v, res.Problems, nil
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// PDF is the signed file, refused when it is not the one that was signed.
func (c *Composer) PDF() ([]byte, error) {
	const op = "composer.pdf"
	data, err := base64.StdEncoding.DecodeString(c.V.PDF)
	if err != nil || len(data) == 0 || hash(data) != c.V.PDFHash {
		return nil, assessments.Errorf(assessments.Damaged, op, "The signed PDF is not as it was signed. The signed words are still here; tell your service before sharing it.")
	}
	return data, nil
}
