package delivery

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/web"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/docx"
	"github.com/fieldfare/fieldfare/reports/pdf"
	"github.com/fieldfare/fieldfare/reports/sheet"
)

// A copyLink is one way to keep the report.
type copyLink struct{ Href, Text, Note string }

// A form is a file that a report can be taken as.
type form struct {
	media, ending, text, note string
	make                      func(context.Context, *parcel, reports.Document) ([]byte, error)
}

// formOrder is how copies are listed: the record first, then what can be worked on.
var formOrder = []string{"pdf", "docx", "xlsx", "tsv", "txt"}

var forms = map[string]form{
	"pdf": {"application/pdf", "pdf", "PDF", "Signed record", signedPDF},
	"docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word", "For your own plan",
		func(ctx context.Context, _ *parcel, doc reports.Document) ([]byte, error) {
			return docx.Render(ctx, doc)
		}},
	"xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel", "For your provision map",
		func(_ context.Context, _ *parcel, doc reports.Document) ([]byte, error) { return sheet.XLSX(doc) }},
	"tsv": {"text/tab-separated-values; charset=utf-8", "tsv", "Rows as text", "To paste into another system",
		func(_ context.Context, _ *parcel, doc reports.Document) ([]byte, error) { return sheet.TSV(doc) }},
	"txt": {"text/plain; charset=utf-8", "txt", "Plain text", "To paste into a portal",
		func(_ context.Context, _ *parcel, doc reports.Document) ([]byte, error) {
			return []byte(doc.PlainText()), nil
		}},
}

// signedPDF is the file that was signed, or, where the record holds none, the same tree printed again. Nothing else goes by that name.
func signedPDF(ctx context.Context, p *parcel, doc reports.Document) ([]byte, error) {
	if p.report.PDF == "" {
		made, err := pdf.Render(ctx, doc)
		return made.Bytes, err
	}
	raw, err := base64.StdEncoding.DecodeString(p.report.PDF)
	sum := sha256.Sum256(raw)
	if err != nil || p.share.PDFHash != "" && hex.EncodeToString(sum[:]) != p.share.PDFHash {
		return nil, assessments.Wrap(err, assessments.Damaged, "delivery.pdf", "The PDF is not the one that was signed, so it is not given out. Ask the sender.")
	}
	return raw, nil
}

// copies lists the forms that the sender allowed.
func (d *Desk) copies(p *parcel, doc reports.Document) ([]copyLink, error) {
	var out []copyLink
	for _, name := range formOrder {
		if !p.has(name) {
			continue
		}
		f := forms[name]
		note := f.note
		if n := base64.StdEncoding.DecodedLen(len(p.report.PDF)); name == "pdf" && n > 0 {
			note += fmt.Sprintf(", %d KB", (n+1023)/1024)
		}
		out = append(out, copyLink{at(p.link, "copy/"+name), f.text, note})
	}
	if t, ok := p.table(doc); ok {
		out = append(out, copyLink{at(p.link, "table"), t.Caption, "As a table, for your provision map"})
	}
	return out, nil
}

// Copy gives the report as a file, in a form that the sender allowed.
func (d *Desk) Copy(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.inside(w, r)
	if done || err != nil {
		return err
	}
	name := r.PathValue("form")
	f, ok := forms[name]
	if !ok || !p.has(name) {
		return assessments.Errorf(assessments.NotFound, "delivery.copy", "The sender did not share the report in this form.")
	}
	doc, err := p.document()
	if err != nil {
		return err
	}
	raw, err := f.make(r.Context(), p, doc)
	if err != nil {
		return err
	}
	if r.Method == http.MethodGet {
		if err := d.seen(r, p, name); err != nil {
			return err
		}
		if err := d.receipt(r.Context(), p, reader+"/"+name, assessments.Receipt{What: "downloaded", By: p.share.Mailbox, Format: name}); err != nil {
			return err
		}
	}
	web.Headers(w)
	w.Header().Set("Content-Type", f.media)
	// the name says what it is and when it was signed; whose it is says the file itself
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-version-%d-%s.%s"`, p.share.ReportKind, max(p.report.Version, 1), p.report.SignedOn, f.ending))
	w.Header().Set("Content-Length", fmt.Sprint(len(raw)))
	_, _ = w.Write(raw) // whoever went away takes it again
	return nil
}

// A table is what can be marked and pasted into a plan of the reader's own.
type table struct {
	Caption    string
	Head       []string
	Rows       [][]string
	Pasteboard string
}

// table is the rows of provision where the sender allowed them, or else the actions that the page shows anyway.
func (p *parcel) table(doc reports.Document) (t table, ok bool) {
	if p.has("tsv") {
		raw, err := sheet.TSV(doc)
		lines := strings.Split(strings.TrimSuffix(string(raw), "\r\n"), "\r\n")
		if err == nil && len(lines) > 1 {
			t = table{Caption: "Copy the rows", Head: strings.Split(lines[0], "\t"), Pasteboard: string(raw)}
			for _, l := range lines[1:] {
				t.Rows = append(t.Rows, strings.Split(l, "\t"))
			}
			return t, true
		}
	}
	if !p.has("html") {
		return t, false
	}
	return actions(doc)
}

// actions lays the actions out by the questions they answer, in the order in which the first of them asks.
func actions(doc reports.Document) (table, bool) {
	t, column := table{Head: []string{"Number", "What", "How"}}, map[string]int{}
	var list []*reports.Action
	for _, b := range doc.Blocks {
		if a, ok := b.(*reports.Action); ok {
			list = append(list, a)
			for _, kv := range a.Values {
				if _, seen := column[kv.Key]; !seen {
					column[kv.Key] = len(t.Head)
					t.Head = append(t.Head, kv.Key)
				}
			}
		}
	}
	for _, a := range list {
		row := make([]string, len(t.Head))
		row[0], row[1], row[2] = fmt.Sprint(a.Number), a.Title, a.What.Words()
		for _, kv := range a.Values {
			var lines []string
			for _, l := range kv.Lines {
				lines = append(lines, l.Words())
			}
			row[column[kv.Key]] = strings.Join(lines, "; ")
		}
		t.Rows = append(t.Rows, row)
	}
	t.Caption = map[int]string{1: "Copy the action", 2: "Copy the two actions", 3: "Copy the three actions", 4: "Copy the four actions", 5: "Copy the five actions"}[len(list)]
	if t.Caption == "" {
		t.Caption = "Copy the actions"
	}
	return t, len(list) > 0
}

// Table shows rows to be marked and copied.
func (d *Desk) Table(w http.ResponseWriter, r *http.Request) error {
	p, _, done, err := d.inside(w, r)
	if done || err != nil {
		return err
	}
	doc, err := p.document()
	if err != nil {
		return err
	}
	t, ok := p.table(doc)
	if !ok {
		return assessments.Errorf(assessments.NotFound, "delivery.table", "This report has no rows to copy.")
	}
	if err := d.seen(r, p, "table"); err != nil {
		return err
	}
	page := p.page(t.Caption, d.view(p, t))
	page.Back, page.Wide = web.Link{Href: at(p.link, "report"), Text: "Back to the report"}, true
	return pages.Show(w, http.StatusOK, "table", page)
}
