package measure

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	// TermDays is a full pregnancy of 40 weeks.
	TermDays = 280
	// PretermWeeks is the gestation below which a birth counts as premature.
	PretermWeeks = 37
	// CorrectionMonths is the chronological age in months from which the actual age is used. Guidance ranges from 24
	// to 36 by tool (AAP); 24 is Fieldfare's default.
	CorrectionMonths = 24

	shortestWeeks, longestWeeks = 20, 45
)

// Gestation is the completed weeks and days (0-6) of pregnancy at birth. The zero value means not recorded.
type Gestation struct{ Weeks, Days int }

// What people write for weeks and days, and for weeks alone, once spaces are gone and letters are small. "/40" is how
// obstetric notes write a full term. Weeks and days need something between them: "292" is a slip, not 29+2.
var (
	weeksAndDays = regexp.MustCompile(`^(\d\d)(?:/40)?(?:(?:weeks?|wks?|w)(?:and|\+)?|\+)(\d)(?:days?|d)?(?:/40)?(?:weeks?|wks?|w)?$`)
	weeksAlone   = regexp.MustCompile(`^(\d\d)(?:/40)?(?:weeks?|wks?|w)?$`)
)

// ParseGestation reads "29+2", "29", "29/40", "29+2/40", "29 weeks 2 days", "29w2d" or "29 + 2 wks". Weeks must be 20
// to 45 and days 0 to 6.
func ParseGestation(text string) (Gestation, error) {
	const op = "measure.gestation"
	compact := strings.ToLower(strings.Join(strings.Fields(text), ""))
	found := weeksAndDays.FindStringSubmatch(compact)
	if found == nil {
		found = append(weeksAlone.FindStringSubmatch(compact), "0")
	}
	if len(found) != 3 {
		return Gestation{}, invalid(op, "Enter the weeks at birth as weeks and days, for example 29+2.")
	}
	// Both are one or two ASCII digits by now, so Atoi cannot fail.
	weeks, _ := strconv.Atoi(found[1])
	days, _ := strconv.Atoi(found[2])
	g := Gestation{Weeks: weeks, Days: days}
	if err := g.check(op); err != nil {
		return Gestation{}, err
	}
	return g, nil
}

func (g Gestation) check(op string) error {
	if g.Weeks < shortestWeeks || g.Weeks > longestWeeks {
		return invalid(op, "Weeks at birth must be from %d to %d.", shortestWeeks, longestWeeks)
	}
	if g.Days < 0 || g.Days > 6 {
		return invalid(op, "Days after the completed weeks must be from 0 to 6.")
	}
	return nil
}

// String returns "29+2".
func (g Gestation) String() string { return fmt.Sprintf("%d+%d", g.Weeks, g.Days) }

// Preterm reports a birth before 37 completed weeks. It is false when the gestation is not recorded.
func (g Gestation) Preterm() bool { return g.Weeks > 0 && g.Weeks < PretermWeeks }

// Ages holds both ages of a child who may have been born early. Law, eligibility and every deadline use Actual.
type Ages struct {
	Actual         Age
	Corrected      Age       // meaningful only if UseCorrected; zero otherwise, so that it cannot be printed by mistake
	UseCorrected   bool      // show Corrected beside Actual
	CorrectionDays int       // 280 minus the days of gestation, 0 if not premature
	Due            time.Time // the date on which the pregnancy would have reached 40 weeks; zero if not premature
	Why            string    // a sentence for the reader: which age is used and why
}

// AgesAt returns the actual age and, for a child born before 37 weeks and younger than untilMonths (use
// CorrectionMonths unless a tool's manual says otherwise), the age corrected for prematurity. Before the due date there
// is no corrected age, and Why says so. A zero Gestation means not recorded.
func AgesAt(born, on time.Time, g Gestation, untilMonths int) (Ages, error) {
	actual, err := AgeAt(born, on)
	if err != nil {
		return Ages{}, err
	}
	ages := Ages{Actual: actual, Why: "Actual age is used: weeks at birth not recorded."}
	if g == (Gestation{}) {
		return ages, nil
	}
	if err := g.check("measure.ages"); err != nil {
		return Ages{}, err
	}
	if !g.Preterm() {
		ages.Why = fmt.Sprintf("Actual age is used: born at %s weeks, not before %d weeks.", g, PretermWeeks)
		return ages, nil
	}
	ages.CorrectionDays = TermDays - g.Weeks*7 - g.Days
	ages.Due = midnight(born).AddDate(0, 0, ages.CorrectionDays)
	if actual.InMonths() >= untilMonths {
		ages.Why = fmt.Sprintf("Actual age is used: born at %s weeks, and now over %d months.", g, untilMonths)
		return ages, nil
	}
	if midnight(on).Before(ages.Due) {
		ages.Why = fmt.Sprintf("Born at %s weeks; the due date has not been reached, so there is no corrected age yet.", g)
		return ages, nil
	}
	if ages.Corrected, err = AgeAt(ages.Due, on); err != nil {
		return Ages{}, err
	}
	ages.UseCorrected = true
	ages.Why = fmt.Sprintf("Both ages are shown: born at %s weeks, corrected by %s.", g, plural(ages.CorrectionDays, "day"))
	return ages, nil
}
