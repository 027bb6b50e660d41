package assessments

import (
	"fmt"
	"time"
)

// A Date is a calendar day as "2006-01-02", or "" when it is not known. It has no time zone: a birthday is the same day
// everywhere.
type Date string

// NewDate returns the day that t falls on in t's own location.
func NewDate(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// ParseDate reads "2006-01-02" and refuses days that do not exist (31 February) with a sentence.
func ParseDate(s string) (Date, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", Errorf(Invalid, "date.parse", "%q is not a date: write year-month-day, such as 2026-03-12, and a day that exists", s)
	}
	return Date(s), nil
}

// Valid reports whether d is a day that exists. The empty date is not valid; callers that allow it check first.
func (d Date) Valid() bool { _, err := time.Parse(time.DateOnly, string(d)); return err == nil }

// Time returns midnight UTC at the start of d, or the zero time when d is empty or no day.
func (d Date) Time() time.Time { t, _ := time.Parse(time.DateOnly, string(d)); return t }

// AddDays returns the day n days later; n may be negative.
func (d Date) AddDays(n int) Date {
	if !d.Valid() {
		return d
	}
	return NewDate(d.Time().AddDate(0, 0, n))
}

// Words returns "12 March 2026", or "" for an empty date.
func (d Date) Words() string {
	if !d.Valid() {
		return string(d)
	}
	return d.Time().Format("2 January 2006")
}

// Weekday returns "Thursday 12 March 2026", or "" for an empty date.
func (d Date) Weekday() string {
	if !d.Valid() {
		return string(d)
	}
	return d.Time().Format("Monday 2 January 2006")
}

// A Clock is a time of day as "15:04", or "".
type Clock string

// Valid reports whether c is a time of day with two digits for the hour, so that times compare as text.
func (c Clock) Valid() bool {
	_, err := time.Parse("15:04", string(c))
	return err == nil && len(c) == len("15:04")
}

// ID names a record: a UUIDv7 in its 36-character lower-case form, made on the device.
type ID string

// Valid reports whether id has the shape of a UUID: 36 characters, hexadecimal with hyphens at 8, 13, 18 and 23.
func (id ID) Valid() bool {
	if len(id) != 36 {
		return false
	}
	for i, r := range []byte(id) {
		switch i {
		case 8, 13, 18, 23:
			if r != '-' {
				return false
			}
		default:
			if (r < '0' || r > '9') && (r < 'a' || r > 'f') {
				return false
			}
		}
	}
	return true
}

// Short returns the last twelve characters of id: enough to tell records apart in a message, nothing about a person.
func (id ID) Short() string {
	if len(id) <= 12 {
		return string(id)
	}
	return fmt.Sprintf("…%s", string(id[len(id)-12:]))
}
