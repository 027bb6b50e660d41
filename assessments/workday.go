package assessments

import "time"

// oneOff are the bank holidays of England that no rule gives: moved days and days by royal proclamation since 2011
// (gov.uk/bank-holidays). A day that replaces another names the day it replaces.
var oneOff = map[Date]struct {
	name string
	kept Date
}{
	"2011-04-29": {name: "Royal wedding"},
	"2012-06-04": {"Spring bank holiday", "2012-05-28"},
	"2012-06-05": {name: "Diamond Jubilee"},
	"2020-05-08": {"Early May bank holiday (VE Day)", "2020-05-04"},
	"2022-06-02": {"Spring bank holiday", "2022-05-30"},
	"2022-06-03": {name: "Platinum Jubilee"},
	"2022-09-19": {name: "State funeral of Queen Elizabeth II"},
	"2023-05-08": {name: "Coronation of King Charles III"},
}

// BankHoliday returns the name of the bank holiday in England that falls on d, or "". New Year's Day, Christmas Day and
// Boxing Day that fall on a weekend are kept on the next weekday that is free (Banking and Financial Dealings Act 1971
// and the proclamations made under it).
func BankHoliday(d Date) string {
	if !d.Valid() {
		return ""
	}
	if o, ok := oneOff[d]; ok {
		return o.name
	}
	for _, o := range oneOff {
		if o.kept == d {
			return "" // moved to another day
		}
	}
	return ruled(d.Time())
}

func ruled(t time.Time) string {
	year, month, day := t.Date()
	weekday := t.Weekday()
	easter := Easter(year).Time()
	switch {
	case t.Equal(easter.AddDate(0, 0, -2)):
		return "Good Friday"
	case t.Equal(easter.AddDate(0, 0, 1)):
		return "Easter Monday"
	case month == time.January && (day == 1 && !weekend(weekday) || weekday == time.Monday && (day == 2 || day == 3)):
		return "New Year's Day"
	case month == time.May && weekday == time.Monday && day <= 7:
		return "Early May bank holiday"
	case month == time.May && weekday == time.Monday && day > 24:
		return "Spring bank holiday"
	case month == time.August && weekday == time.Monday && day > 24:
		return "Summer bank holiday"
	case month == time.December:
		return christmas(day, weekday)
	}
	return ""
}

// christmas gives the two days of Christmas with their substitutes. Christmas Day moves from Saturday to Monday 27th and
// from Sunday to Tuesday 27th (Monday is Boxing Day); Boxing Day from Saturday to Monday 28th, and from Sunday to Tuesday
// 28th (Monday is Christmas Day's substitute).
func christmas(day int, weekday time.Weekday) string {
	switch {
	case day == 25 && !weekend(weekday), day == 27 && (weekday == time.Monday || weekday == time.Tuesday):
		return "Christmas Day"
	case day == 26 && !weekend(weekday), day == 28 && (weekday == time.Monday || weekday == time.Tuesday):
		return "Boxing Day"
	}
	return ""
}

func weekend(d time.Weekday) bool { return d == time.Saturday || d == time.Sunday }

// Easter returns Easter Sunday of a year of the Gregorian calendar, by the method that Nature printed in 1876 (Meeus,
// Astronomical Algorithms, chapter 8).
func Easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (b - (b+8)/25 + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return NewDate(time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC))
}

// WorkingDay reports whether d is neither a Saturday or Sunday nor a bank holiday in England.
func (d Date) WorkingDay() bool {
	return d.Valid() && !weekend(d.Time().Weekday()) && BankHoliday(d) == ""
}

// OrWorkingDayBefore returns d if it is a working day, else the last working day before it.
func (d Date) OrWorkingDayBefore() Date {
	for d.Valid() && !d.WorkingDay() {
		d = d.AddDays(-1)
	}
	return d
}

// AddWorkingDays returns the n-th working day after d; the day itself does not count. For n of 0 or less it is d.
func (d Date) AddWorkingDays(n int) Date {
	for d.Valid() && n > 0 {
		if d = d.AddDays(1); d.WorkingDay() {
			n--
		}
	}
	return d
}

// WorkingDaysAfter counts the working days after d, up to and with end: the working day on which end falls when the clock
// starts on d. It is 0 when end is not after d.
func (d Date) WorkingDaysAfter(end Date) int {
	n := 0
	if !d.Valid() || !end.Valid() {
		return 0
	}
	for x := d.AddDays(1); x <= end; x = x.AddDays(1) {
		if x.WorkingDay() {
			n++
		}
	}
	return n
}
