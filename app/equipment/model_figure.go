package equipment

// A spot is a place on the figure's grid of 372 by 450.
type spot struct{ x, y float32 }

// A mark is where a dimension is drawn: a line with heads at both ends, thin leaders to what it measures, and the place
// of its value.
type mark struct {
	from, to spot
	leaders  [][2]spot
	label    spot
}

// marks places the dimensions over the figures, by name. Weight has no place on a body.
var marks = map[string]mark{
	"Seat depth": {spot{115, 302}, spot{216, 302}, [][2]spot{{{115, 266}, {115, 310}}, {{216, 266}, {216, 310}}}, spot{165, 302}},
	"Floor to back of knee": {spot{314, 256}, spot{314, 403}, [][2]spot{{{258, 256}, {324, 256}}, {{268, 403}, {324, 403}}},
		spot{309, 332}},
	"Elbow height":    {spot{66, 201}, spot{66, 266}, [][2]spot{{{58, 201}, {152, 201}}, {{58, 266}, {96, 266}}}, spot{46, 234}},
	"Shoulder height": {spot{30, 104}, spot{30, 266}, [][2]spot{{{22, 104}, {124, 104}}, {{22, 266}, {96, 266}}}, spot{34, 152}},
	"Foot length":     {spot{216, 434}, spot{280, 434}, [][2]spot{{{216, 404}, {216, 442}}, {{280, 394}, {280, 442}}}, spot{318, 434}},
	"Hip width":       {spot{127, 312}, spot{245, 312}, [][2]spot{{{127, 256}, {127, 320}}, {{245, 256}, {245, 320}}}, spot{186, 312}},
	"Trunk width":     {spot{133, 162}, spot{239, 162}, nil, spot{186, 162}},
}
