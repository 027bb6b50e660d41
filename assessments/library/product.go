package library

import (
	"slices"
	"strings"
)

// Dimensions are the names of what can be measured, as the measuring screen writes them; an equipment order can only rest on
// readings of these names.
func Dimensions() []string {
	return []string{"Seat depth", "Floor to back of knee", "Hip width", "Elbow height", "Shoulder height", "Trunk width", "Foot length", "Weight"}
}

// productTypes are the sorts of equipment that an equipment record knows.
var productTypes = []string{"chair", "table", "footrest", "slope", "seating-system", "stander", "hoist", "bath-seat", "toilet-seat", "walker", "splint", "other"}

// Months between looks that the rules or good practice set for equipment.
const (
	liftingMonths = 6  // LOLER 1998 reg 9(3): lifting people, and accessories for lifting
	fitMonths     = 6  // fit check of postural equipment, sooner after growth or absence
	mostMonths    = 24 // no interval of the catalogue is longer
)

// DataSheet is the note that stands with every named product: a catalogue of ours never replaces the maker's own words.
const DataSheet = "Check the maker's current data sheet."

// A Category is a sort of equipment: what pieces of it have in common.
type Category struct {
	ID       string   `toml:"id" need:"a short name such as floor-seating"`
	Name     string   `toml:"name" need:"what it is called"`
	What     string   `toml:"what" need:"what it is"`
	Type     string   `toml:"type" need:"the sort of equipment record"`
	Measure  []string `toml:"measure"`      // names of Dimensions
	AlsoMeas []string `toml:"also_measure"` // readings that the measuring screen has no line for
	Ask      []string `toml:"ask" need:"what to settle before anything is ordered"`
	Lifting  bool     `toml:"lifting"`
	Review   int      `toml:"review_months"`
	Service  int      `toml:"service_months"`
	Refer    string   `toml:"refer_to"` // who assesses it, where that is another service
	Standing
}

func (c Category) name() string { return c.ID }

func (c Category) check(say sayer) {
	checkType(c.Type, say)
	checkMeasure(c.Measure, say)
	checkMonths("review_months", c.Review, say)
	checkMonths("service_months", c.Service, say)
	c.Standing.check(say)
}

// A Product is one named piece, or a generic one without a maker. What it leaves out is its category's.
type Product struct {
	ID         string   `toml:"id" need:"a short name such as leckey-mygo"`
	Name       string   `toml:"name" need:"what it is called"`
	Maker      string   `toml:"maker"`
	AlsoMakers []string `toml:"also_makers"` // names that stand on older labels, or the brand's present owner
	Range      string   `toml:"range"`       // the family of products it belongs to
	Category   string   `toml:"category" need:"a category of this file"`
	Sort       string   `toml:"type"` // sort of equipment record, where it is not the category's
	What       string   `toml:"what" need:"what it is"`
	Measure    []string `toml:"measure"`
	AlsoMeas   []string `toml:"also_measure"`
	Watch      []string `toml:"watch"` // what to look out for
	Lifting    bool     `toml:"lifting"`
	Review     int      `toml:"review_months"`
	Service    int      `toml:"service_months"`
	Confidence string   `toml:"confidence" need:"how sure this entry is, and to check the maker's current data sheet"`
	Standing
	category *Category
}

func (p Product) name() string { return p.ID }

func (p Product) check(say sayer) {
	checkType(p.Sort, say)
	checkMeasure(p.Measure, say)
	checkMonths("review_months", p.Review, say)
	checkMonths("service_months", p.Service, say)
	if p.Maker != "" && p.Confidence != "" && !strings.Contains(p.Confidence, DataSheet) {
		say("confidence", "A named product must say: %s", DataSheet)
	}
	p.Standing.check(say)
}

// checkType keeps the catalogue to the sorts of the equipment record, which reports and drawings go by.
func checkType(sort string, say sayer) {
	if sort != "" && !slices.Contains(productTypes, sort) {
		say("type", "%q is not a sort of equipment. Known are: %s.", sort, join(productTypes))
	}
}

// checkMeasure refuses a reading that the measuring screen cannot take: a product would wait for it for ever.
func checkMeasure(names []string, say sayer) {
	for _, n := range names {
		if !slices.Contains(Dimensions(), n) {
			say("measure", "%q is not measured on the measuring screen. Known are: %s. Anything else goes under also_measure.", n, join(Dimensions()))
		}
	}
}

// checkMonths refuses intervals that nobody would keep. 0 means that the category decides, or that there is none.
func checkMonths(field string, n int, say sayer) {
	if n < 0 || n > mostMonths {
		say(field, "Months must be a whole number from 1 to %d; %d is not.", mostMonths, n)
	}
}

// Measurements are the names of the readings needed before the product can be ordered, then those that the measuring screen
// has no line for: they are typed in as rows of their own.
func (p Product) Measurements() (screen, also []string) {
	if screen, also = p.Measure, p.AlsoMeas; p.category != nil {
		if len(screen) == 0 {
			screen = p.category.Measure
		}
		if len(also) == 0 {
			also = p.category.AlsoMeas
		}
	}
	return slices.Clone(screen), slices.Clone(also)
}

// Lifts reports whether the product lifts people, so that LOLER applies.
func (p Product) Lifts() bool { return p.Lifting || p.category != nil && p.category.Lifting }

// Type is the sort of equipment record the product makes.
func (p Product) Type() string {
	switch {
	case p.Sort != "":
		return p.Sort
	case p.category != nil:
		return p.category.Type
	}
	return "other"
}

// ReviewMonths is how often the fit is looked at, 0 where the product needs no fitting.
func (p Product) ReviewMonths() int {
	if p.Review == 0 && p.category != nil {
		return p.category.Review
	}
	return p.Review
}

// ServiceMonths is how often it is serviced unless the maker says otherwise, 0 where nothing is serviced.
func (p Product) ServiceMonths() int {
	if p.Service == 0 && p.category != nil {
		return p.category.Service
	}
	return p.Service
}

// Title is maker and name.
func (p Product) Title() string { return strings.TrimSpace(p.Maker + " " + p.Name) }

// Product returns the product of an id.
func (l *Library) Product(id string) (Product, bool) {
	for _, p := range l.Products {
		if p.ID == id {
			return p, true
		}
	}
	return Product{}, false
}

type productFile struct {
	Hide       []string   `toml:"hide"`
	Categories []Category `toml:"category"`
	Items      []Product  `toml:"product"`
	Standing
}

func (r *reader) products(name string, data []byte) {
	var f productFile
	if !r.open(name, data, &f) {
		return
	}
	for i := range f.Categories {
		f.Categories[i].Standing = f.Categories[i].under(f.Standing)
	}
	for i := range f.Items {
		f.Items[i].Standing = f.Items[i].under(f.Standing)
	}
	lay(r, name, "category", data, &r.lib.Categories, f.Categories, nil)
	lay(r, name, "product", data, &r.lib.Products, f.Items, f.Hide)
}
