package html

import (
	"encoding/base64"
	"strconv"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// figure writes a photo with what it shows. The bytes are the tree's: whoever made it has turned, shrunk and written the
// picture anew, so no place or time is in it. Its size is said, so that the page does not jump when it is decoded.
func (p *page) figure(f *reports.Figure) {
	if err := layout.CheckPicture(f.Picture); err != nil {
		p.fail(err)
		return
	}
	alt := f.Alt
	if clean(alt) == "" {
		alt = "Photo"
	}
	p.el("figure", attrs{}.from(f.Source), func() {
		p.void("img", attrs{"alt", alt, "width", strconv.Itoa(f.Picture.Wide), "height", strconv.Itoa(f.Picture.High),
			"src", "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(f.Picture.JPEG)})
		p.figcaption(f.Caption, "")
	})
}

// figcaption names a picture. A photo's stands under it as in a book, a chart's over it, because it is the message.
func (p *page) figcaption(caption, note string) {
	if caption == "" && note == "" {
		return
	}
	p.el("figcaption", nil, func() { p.titled(caption, note) })
}

// drawing writes a line drawing; its letters are told in its Alt.
func (p *page) drawing(d *reports.Drawing) {
	p.el("figure", attrs{"class", "drawn"}.from(d.Source), func() {
		p.sketch(d, "Drawing", d.Caption, d.Alt)
		p.figcaption(d.Caption, "")
	})
}

// chart writes a chart, and its values as a table for whoever cannot see it or wants the figures.
func (p *page) chart(c *reports.Chart) {
	p.el("figure", attrs{"class", "drawn"}.from(c.Source), func() {
		p.figcaption(c.Caption, c.Note)
		p.sketch(c, "Chart", c.Caption, c.Alt)
		p.el("details", nil, func() {
			p.words("summary", p.ours(nil), "The values as a table")
			p.table(chartTable(c))
		})
	})
}

// chartTable lists every value of a chart, a line's under its name.
func chartTable(c *reports.Chart) *reports.Table {
	t := &reports.Table{Columns: []reports.Column{{Title: "What"}, {Title: "Day"}, {Title: "Value"}}}
	for _, l := range c.Lines {
		for _, pt := range l.Points {
			t.Rows = append(t.Rows, []reports.Cell{{Text: words(l.Name)}, {Text: words(day(pt))}, {Text: words(value(c, pt))}})
		}
	}
	return t
}

// words is a text of one span.
func words(s string) reports.Text { return reports.Text{{Text: s}} }

// day is the day of a point, where it has one.
func day(pt reports.ChartPoint) string {
	if pt.On.Valid() {
		return pt.On.Words()
	}
	return ""
}

// value is a point's place on the scale as the scale writes it, and the words that stand at it.
func value(c *reports.Chart, pt reports.ChartPoint) string {
	s := strconv.FormatFloat(pt.At, 'f', -1, 64)
	for _, t := range c.Scale {
		if t.At == pt.At && t.Text != "" {
			s = t.Text
			if t.Words != "" {
				s += ", " + t.Words
			}
		}
	}
	if pt.Words != "" && pt.Words != s {
		s += ": " + pt.Words
	}
	return s
}
