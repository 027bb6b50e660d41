package kit

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/mobile"

	"github.com/fieldfare/fieldfare/assessments"
)

// ParseDate reads a date typed into three boxes: numbers, or a month in words ("mar", "March"), a year of two or four
// figures. what names the date in the sentence that says what to do, such as "date of visit". The answer is midnight
// UTC; a zero time with an empty sentence means that all boxes are empty.
// The wording follows the NHS service manual, date input.
func ParseDate(what, day, month, year string) (time.Time, string) {
	day, month, year = strings.TrimSpace(day), strings.TrimSpace(month), strings.TrimSpace(year)
	if day == "" && month == "" && year == "" {
		return time.Time{}, ""
	}
	var missing []string
	for _, p := range []struct{ name, value string }{{"a day", day}, {"a month", month}, {"a year", year}} {
		if p.value == "" {
			missing = append(missing, p.name)
		}
	}
	if len(missing) > 0 {
		return time.Time{}, assessments.UpperFirst(what) + " must include " + strings.Join(missing, " and ")
	}
	d, errD := strconv.Atoi(day)
	m, okM := monthOf(month)
	y, errY := strconv.Atoi(year)
	if errY == nil && len(year) == 2 {
		y += 2000
	}
	if errD != nil || !okM || errY != nil || y < 1900 || y > 2200 {
		return time.Time{}, assessments.UpperFirst(what) + " must be a real date, such as 27 3 2026"
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || int(t.Month()) != m {
		return time.Time{}, assessments.UpperFirst(what) + " must be a real date, such as 27 3 2026"
	}
	return t, ""
}

// monthOf reads 3, 03, mar and March.
func monthOf(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, n >= 1 && n <= 12
	}
	s = strings.ToLower(s)
	if len(s) < 3 {
		return 0, false
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), s) {
			return int(m), true
		}
	}
	return 0, false
}

// DateField is a date in three boxes. The person moves between them; nothing jumps by itself.
type DateField struct {
	wid
	what      string
	boxes     [3]*Field
	quick     *fyne.Container
	group     *fyne.Container
	label     *Text
	onChanged func()
}

// NewDateField makes three boxes for a date. label heads them ("Date of visit"); onChanged is told of every change.
func NewDateField(label string, onChanged func()) *DateField {
	d := &DateField{what: assessments.LowerFirst(label), onChanged: onChanged, label: Quieter(label), quick: Wrap(8)}
	for i, name := range []string{"Day", "Month", "Year"} {
		f := NewField(name, func(string) { d.touched() })
		f.entry.name = label + ", " + assessments.LowerFirst(name)
		if i != 1 {
			f.entry.keyboard = mobile.NumberKeyboard
		}
		d.boxes[i] = f
	}
	row := RowTop(12, Fixed(76, d.boxes[0]), Fixed(110, d.boxes[1]), Fixed(104, d.boxes[2]))
	d.group = Column(6, d.label, NewText("", SizeBody, Red, true), row, d.quick)
	d.group.Objects[1].Hide()
	d.label.Hidden = label == "Day" // the first box says it already
	d.quick.Hide()
	d.become(d)
	return d
}

// WithQuick adds chips for the dates that are meant most: "Today", "In 6 weeks".
func (d *DateField) WithQuick(names []string, date func(i int) time.Time) *DateField {
	for i, n := range names {
		d.quick.Add(NewChip(n, false, func() {
			d.SetDate(date(i))
			d.touched()
		}))
	}
	d.quick.Show()
	d.redraw()
	return d
}

// touched clears the sentence: an error is never shown while the person is typing.
func (d *DateField) touched() {
	d.SetError("")
	if d.onChanged != nil {
		d.onChanged()
	}
}

// Date reads the boxes: see ParseDate.
func (d *DateField) Date() (time.Time, string) {
	return ParseDate(d.what, d.boxes[0].Text(), d.boxes[1].Text(), d.boxes[2].Text())
}

// SetDate fills the boxes without calling back; a zero time empties them.
func (d *DateField) SetDate(t time.Time) {
	texts := [3]string{}
	if !t.IsZero() {
		texts = [3]string{strconv.Itoa(t.Day()), strconv.Itoa(int(t.Month())), strconv.Itoa(t.Year())}
	}
	for i, b := range d.boxes {
		b.SetText(texts[i])
	}
}

// SetError shows what to do, or clears it with "".
func (d *DateField) SetError(s string) {
	p := d.group.Objects[1].(*Text)
	if p.String() == s {
		return
	}
	p.SetText(s)
	p.Hidden = s == ""
	for _, b := range d.boxes {
		b.edge.dress(b.focused, s != "", 10)
	}
	d.redraw()
}

// Error is the sentence on show.
func (d *DateField) Error() string { return d.group.Objects[1].(*Text).String() }

// HeightFor is the height at a width.
func (d *DateField) HeightFor(w float32) float32 { return HeightFor(d.group, w) }

// NaturalWidth is the width of the three boxes.
func (d *DateField) NaturalWidth() float32 { return 76 + 110 + 104 + 24 }

func (d *DateField) leastWidth() float32 { return leastWidth(d.group) }

func (d *DateField) parts() []fyne.CanvasObject { return []fyne.CanvasObject{d.group} }
func (d *DateField) dress()                     {}
func (d *DateField) least() fyne.Size           { return d.group.MinSize() }
func (d *DateField) arrange(size fyne.Size) {
	place(d.group, 0, 0, size.Width, size.Height)
	d.group.Refresh()
}
