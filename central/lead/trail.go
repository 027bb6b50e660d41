package lead

import (
	"cmp"
	"encoding/csv"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// perTrail is how many lines of the trail one page shows.
const perTrail = 50

type trailRow struct {
	ledger.Linked
	Who string
}

type trailPage struct {
	Rows         []trailRow
	Count        int64
	Head         string // the newest link
	Problems     []ledger.Problem
	Whole        bool // the whole chain was checked, not this page of it
	Older, Newer string
}

// Trail shows who did what, the newest first, and whether the links between the lines hold; on demand, whether the whole chain does.
func (d *Desk) Trail(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	upto, _ := strconv.ParseInt(r.URL.Query().Get("upto"), 10, 64)
	rows, newest, problems, err := d.ledger.TrailPage(ctx, s.Tenant, upto, perTrail)
	p := trailPage{Count: newest, Whole: r.URL.Query().Get("check") == "all"}
	if p.Whole && err == nil {
		var all []ledger.Linked
		if all, problems, err = d.ledger.Trail(ctx, s.Tenant); len(all) > 0 {
			p.Head = hex.EncodeToString(all[len(all)-1].Chain)
		}
	}
	if err != nil {
		return err
	}
	people, err := d.ledger.People(ctx, s.Tenant)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, x := range people {
		names[x.ID] = x.Name
	}
	p.Problems = problems
	for _, a := range slices.Backward(rows) {
		a.About = cmp.Or(names[a.About], a.About)
		a.What = strings.ReplaceAll(a.What, "_", " ") // kinds of record by their names, as people write them
		p.Rows = append(p.Rows, trailRow{a, cmp.Or(names[a.Actor], a.Actor)})
	}
	if n := len(rows); n > 0 {
		if rows[0].N > 1 {
			p.Older = Home + "trail?upto=" + strconv.FormatInt(rows[0].N-1, 10)
		}
		if last := rows[n-1].N; last < newest {
			p.Newer = Home + "trail?upto=" + strconv.FormatInt(min(last+perTrail, newest), 10)
		}
	}
	return d.show(w, r, s, "trail", "trail", web.Page{Title: "History", Data: p})
}

// TrailCSV is the whole trail with its links. It names people and children by id, so that it can go to whoever asks.
func (d *Desk) TrailCSV(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	rows, problems, err := d.ledger.Trail(as(r, s), s.Tenant)
	if err == nil {
		err = d.ledger.Note(as(r, s), s.Tenant, "exported the audit trail", s.Tenant)
	}
	if err != nil {
		return err
	}
	table := [][]string{{"number", "at", "actor", "what", "about", "id", "sha256_of_this_and_all_before"}}
	for _, a := range rows {
		table = append(table, []string{strconv.FormatInt(a.N, 10), a.At, a.Actor, a.What, a.About, a.ID, hex.EncodeToString(a.Chain)})
	}
	for _, p := range problems {
		table = append(table, []string{"", "", "", "PROBLEM: " + p.Text, p.Where, "", ""})
	}
	return sendCSV(w, "history.csv", table)
}

// sendCSV sends a table as a file. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
func sendCSV(w http.ResponseWriter, name string, table [][]string) error {
	web.Headers(w)
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	out := csv.NewWriter(w)
	for _, row := range table {
		safe := make([]string, len(row))
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				cell = "'" + cell
			}
			safe[i] = cell
		}
		if err := out.Write(safe); err != nil {
			return nil // whoever went away asks again
		}
	}
	out.Flush()
	return nil
}
