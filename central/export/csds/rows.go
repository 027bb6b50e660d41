package csds

import (
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// child adds what counts of one child in the month: referrals that were open in it, and contacts that fell into it.
func (b *builder) child(c *course) {
	open := 0
	for i, r := range c.referrals {
		end := c.ended(i)
		if !r.is.Received.Valid() || r.is.Received > b.month.Last() || end != "" && end < b.month.First {
			continue
		}
		open++
		b.referral(c, r.id, r.is, end)
	}
	if open == 0 {
		return
	}
	digits, err := assessments.ParseNHSNumber(c.child.NHSNumber)
	status := "02"
	switch {
	case err != nil:
		digits, status = "", "03" // a trace is required
	case c.child.NHSStatus == "verified":
		status = "01"
	}
	code := strings.ToUpper(strings.TrimSpace(c.child.Postcode))
	if postcode(code) != "" {
		code = "" // a postcode that is none would stop the row; the record shows it to whoever can mend it
	}
	b.add(Patient, map[string]string{patientID: local(c.id), "ORGANISATION IDENTIFIER (LOCAL PATIENT IDENTIFIER)": b.month.Provider, nhs: digits, nhsStatus: status,
		born: string(c.child.Born), "POSTCODE OF USUAL ADDRESS": code})
	// The record knows the surgery by name only. V81999 is the dictionary's code for a practice that is not known.
	b.add(Practice, map[string]string{patientID: local(c.id), "GENERAL MEDICAL PRACTICE CODE (PATIENT REGISTRATION)": "V81999"})
	for _, a := range c.alerts {
		if a.Type == "child-protection" && a.Since.Valid() && a.Since <= b.month.Last() && (a.Ended == "" || a.Ended >= b.month.First) {
			b.add(Plan, map[string]string{patientID: local(c.id), "CHILD PROTECTION PLAN START DATE": string(a.Since), "CHILD PROTECTION PLAN END DATE": upTo(a.Ended, b.month.Last())})
		}
	}
}

// ended is the day on which the i-th referral's episode ended, "" for one that is open: the first discharge after it and before
// the next referral, or the day it was turned down.
func (c *course) ended(i int) assessments.Date {
	r := c.referrals[i].is
	next := assessments.Date("9999-12-31")
	if i+1 < len(c.referrals) {
		next = c.referrals[i+1].is.Received
	}
	var out assessments.Date
	for _, d := range c.ends {
		if d.On.Valid() && d.ReopenedOn == "" && d.On >= r.Received && d.On <= next && (out == "" || d.On < out) {
			out = d.On
		}
	}
	if out == "" && (r.Outcome == "declined" || r.Outcome == "signposted" || r.Outcome == "advice-and-discharge") {
		out = r.TriagedOn
	}
	return out
}

// upTo leaves out a day after the month: the tables say what was known at its end.
func upTo(d, last assessments.Date) string {
	if d > last {
		return ""
	}
	return string(d)
}

func (b *builder) referral(c *course, id assessments.ID, r assessments.Referral, end assessments.Date) {
	closed, rejected := upTo(end, b.month.Last()), ""
	if r.Outcome == "declined" || r.Outcome == "signposted" {
		closed, rejected = "", upTo(end, b.month.Last())
	}
	b.add(Referral, map[string]string{requestID: local(id), patientID: local(c.id), received: string(r.Received),
		"PRIORITY TYPE CODE": map[string]string{"routine": "1", "soon": "2", "urgent": "2"}[r.Urgency], discharged: closed})
	b.add(Team, map[string]string{requestID: local(id), "SERVICE OR TEAM TYPE REFERRED TO (COMMUNITY CARE)": "23", "REFERRAL CLOSURE DATE": closed, "REFERRAL REJECTION DATE": rejected})
	seen := false
	for _, x := range c.contacts {
		if c.of(x.is.On) != id {
			continue
		}
		if x.is.On >= b.month.First && x.is.On <= b.month.Last() {
			b.contact(id, x.id, x.is, !seen)
		}
		seen = seen || x.is.Status == "attended"
	}
}

// of is the referral that a contact belongs to: the last one received by that day, or the first for one planned before it.
func (c *course) of(on assessments.Date) assessments.ID {
	id := c.referrals[0].id
	for _, r := range c.referrals {
		if r.is.Received <= on {
			id = r.id
		}
	}
	return id
}

// outcomes are the codes of ATTENDANCE STATUS. Was not brought has none of its own: 3 is did not attend and gave no warning.
var outcomes = map[string]string{"planned": "0", "started": "5", "attended": "5", "not-brought": "3", "did-not-attend": "3", "rescheduled": "4", "cancelled": "4"}

// cancelledBy tells who cancelled from the reason that was given; where it does not say, it was the service.
func cancelledBy(x assessments.Contact) string {
	for _, word := range []string{"family", "parent", "mother", "father", "school", "child", "ill"} {
		if strings.Contains(strings.ToLower(x.Reason), word) {
			return "2"
		}
	}
	return "4"
}

func (b *builder) contact(referral, id assessments.ID, x assessments.Contact, first bool) {
	status := outcomes[x.Status]
	if x.Status == "cancelled" || x.Status == "rescheduled" {
		status = cancelledBy(x)
	}
	row := map[string]string{contactID: local(id), requestID: local(referral), contactOn: string(x.On), attendance: status,
		"CONSULTATION MECHANISM (COMMUNITY CARE)": mechanism(x), "CONSULTATION TYPE": "02", "CARE CONTACT SUBJECT": "01",
		"ACTIVITY LOCATION TYPE CODE": map[string]string{"home": "A01", "clinic": "B01", "school": "L01", "nursery": "L04"}[x.Place]}
	if first {
		row["CONSULTATION TYPE"] = "01"
	}
	if x.ChildPresent == "no" || x.Type == "meeting" || x.Type == "message" {
		row["CARE CONTACT SUBJECT"] = "02"
	}
	if x.From.Valid() {
		row["CARE CONTACT TIME"] = string(x.From) + ":00"
	}
	if from, to := minute(x.From), minute(x.To); status == "5" && from >= 0 && to >= from {
		row[duration] = strconv.Itoa(to - from)
	}
	b.add(Contact, row)
	if status == "5" {
		b.add(Activity, map[string]string{"CARE ACTIVITY IDENTIFIER": local(id), contactID: local(id), "COMMUNITY CARE ACTIVITY TYPE CODE": activity(x, first)})
	}
}

// mechanism is how it was held: how somebody was spoken to before where it was.
func mechanism(x assessments.Contact) string {
	switch {
	case x.Type == "call" || x.Place == "phone":
		return "02"
	case x.Type == "video" || x.Place == "video":
		return "11"
	case x.Type == "message":
		return "98"
	}
	return "01"
}

// activity is what was done, as far as the record says: the first meeting assesses, a meeting or message gives advice.
func activity(x assessments.Contact, first bool) string {
	switch {
	case x.Type == "meeting":
		return "06"
	case x.Type == "call" || x.Type == "message" || x.Type == "walk-in":
		return "04"
	case first:
		return "02"
	}
	return "03"
}

func minute(c assessments.Clock) int {
	t, err := time.Parse("15:04", string(c))
	if err != nil {
		return -1
	}
	return t.Hour()*60 + t.Minute()
}
