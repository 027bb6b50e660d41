package lead

import (
	"net/http"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/calendar"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// clinicDays is how far the page of clinics looks ahead: a term and what comes after it.
const clinicDays = 120

// A clinicRow is a standing clinic of the service with its coming days; one that is held as needed has none.
type clinicRow struct {
	Title, Words, Place, Who string
	WalkIn                   bool
	Days                     []calendar.Slot
}

// Clinics lists the drop-ins and other clinics of the service's rules with their coming days, those that fall away with why. It names no
// child: whoever answers the telephone needs no more to say when somebody may come.
func (d *Desk) Clinics(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	var rows []clinicRow
	today := d.today()
	v, err := d.board(as(r, s), s.Tenant, s.Pack)
	if err != nil {
		return err
	}
	if p := v.pack; p != nil {
		for _, k := range p.Clinics {
			row := clinicRow{Title: k.Title, Words: k.Words, Place: k.Place, WalkIn: k.WalkIn, Days: k.Dates(today, today.AddDays(clinicDays))}
			switch {
			case k.WalkIn:
				row.Who = "Nobody books: people come."
			case len(k.BookedBy) > 0:
				var who []string
				for _, b := range k.BookedBy {
					who = append(who, word(sources, b))
				}
				row.Who = "Booked by: " + strings.Join(who, ", ") + "."
			default:
				row.Who = "Booked by the service."
			}
			rows = append(rows, row)
		}
	}
	return d.show(w, r, s, "clinics", "clinics", web.Page{Title: "Drop-in and clinics", Data: struct {
		Today assessments.Date
		Rows  []clinicRow
	}{today, rows}})
}
