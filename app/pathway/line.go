package pathway

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// markOf is the sign of a state: shape first, colour only besides.
func markOf(s State) (kit.Icon, fyne.ThemeColorName) {
	switch s {
	case Done:
		return kit.IconOk, kit.Green
	case Here:
		return kit.IconClock, kit.Now
	case Barred:
		return kit.IconRefused, kit.OnRedTint
	}
	return kit.IconEnded, kit.Soft
}

// lineOf draws the stations: side by side with a line through them, or one below the other on a phone.
func lineOf(stations []Station, step kit.Step) fyne.CanvasObject {
	if step != kit.StepPhone {
		return kit.Either(across(stations), down(stations))
	}
	return down(stations)
}

func across(stations []Station) fyne.CanvasObject { return drawn(stations, false) }
func down(stations []Station) fyne.CanvasObject   { return drawn(stations, true) }

func drawn(stations []Station, below bool) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for i, st := range stations {
		icon, ink := markOf(st.State)
		name := kit.Strong(st.Name)
		switch st.State {
		case Ahead:
			name = kit.Quieter(st.Name)
		case Here:
			name.SetColor(kit.Now)
		}
		if below {
			row := kit.Row(12, kit.NewSymbol(icon, 24, ink), kit.Grow(name))
			if st.Line != "" {
				row.Add(kit.Quieter(st.Line))
			}
			cells = append(cells, row)
			continue
		}
		before, after := rail(i > 0, st.State != Ahead), rail(i < len(stations)-1, i < len(stations)-1 && stations[i+1].State != Ahead)
		mark := kit.Row(4, kit.Grow(before), kit.NewSymbol(icon, 24, ink), kit.Grow(after))
		cells = append(cells, kit.Column(4, mark, name.Align(fyne.TextAlignCenter), kit.Quieter(st.Line).Align(fyne.TextAlignCenter)))
	}
	if below {
		return kit.NewCard(kit.Inset(20, kit.Column(8, cells...)))
	}
	return kit.NewCard(kit.InsetXY(8, 16, kit.Grid(len(cells), 0, cells...)))
}

// rail is the piece of line beside a station; gone stretches are drawn strongly.
func rail(shown, gone bool) fyne.CanvasObject {
	ink := kit.RuleLine
	if gone {
		ink = kit.Edge
	}
	if !shown {
		ink = kit.Surface
	}
	return kit.NewPanel(ink, kit.AtLeast(4, 3, kit.Gap()))
}
