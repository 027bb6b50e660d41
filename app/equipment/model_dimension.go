package equipment

import "slices"

// A Dimension is one thing that is measured. Low and High are where most values of children from 1 to 18 lie, wide
// enough that a true value is seldom asked about; they come from the sizes in which makers sell children's seats.
type Dimension struct {
	Name      string
	Says      string // from where to where, for the foot of the figure
	Unit      string
	Sided     bool // left and right may differ enough to matter
	Shod      bool // shoes change it
	Front     bool // shown from the front
	Low, High float64
	also      []string // other names that records use for it
}

// Dimensions lists what is measured, in the order in which a sitting child is measured without being moved twice.
func Dimensions() []Dimension {
	return []Dimension{
		{Name: "Seat depth", Says: "Back of the pelvis to the crease behind the knee", Unit: "mm", Sided: true, Low: 120, High: 560, also: []string{"Thigh depth"}},
		{Name: "Floor to back of knee", Says: "Floor to the crease behind the knee", Unit: "mm", Sided: true, Shod: true, Low: 120, High: 540, also: []string{"Knee height"}},
		{Name: "Hip width", Says: "Across the hips at the widest", Unit: "mm", Front: true, Low: 120, High: 500},
		{Name: "Elbow height", Says: "Seat to the bent elbow", Unit: "mm", Low: 80, High: 320, also: []string{"Seat to elbow"}},
		{Name: "Shoulder height", Says: "Seat to the top of the shoulder", Unit: "mm", Low: 200, High: 720, also: []string{"Seat to shoulder top"}},
		{Name: "Trunk width", Says: "Across the ribs, under the arms", Unit: "mm", Front: true, Low: 120, High: 460},
		{Name: "Foot length", Says: "Heel to the longest toe", Unit: "mm", Sided: true, Shod: true, Low: 80, High: 330},
		{Name: "Weight", Says: "On the scales, or in the hoist", Unit: "kg", Low: 4, High: 120},
	}
}

// is reports whether a record's name for a reading means this dimension.
func (d Dimension) is(what string) bool { return d.Name == what || slices.Contains(d.also, what) }
