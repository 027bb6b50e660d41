package groups

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// ParseClock reads a time of day as people type it: 9, 9:30, 09.30, 0930, 1.30pm. ok is false for anything else. An hour from
// one to six without am or pm is taken as it stands: nobody's afternoon is guessed.
func ParseClock(s string) (c assessments.Clock, ok bool) {
	s = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), " ", ""))
	if s == "" {
		return "", true
	}
	half := ""
	for _, h := range []string{"am", "pm"} {
		if rest, found := strings.CutSuffix(s, h); found {
			s, half = rest, h
		}
	}
	hour, minute, cut := strings.Cut(strings.ReplaceAll(s, ".", ":"), ":")
	if n := len(hour); !cut && (n == 3 || n == 4) {
		hour, minute, cut = hour[:n-2], hour[n-2:], true
	}
	if !cut {
		minute = "00"
	}
	h, okH := digits(hour)
	m, okM := digits(minute)
	if !okH || !okM || len(minute) != 2 || h > 23 || m > 59 || half != "" && (h < 1 || h > 12) {
		return "", false
	}
	switch {
	case half == "pm" && h < 12:
		h += 12
	case half == "am" && h == 12:
		h = 0
	}
	return assessments.Clock(fmt.Sprintf("%02d:%02d", h, m)), true
}

// digits reads one or two figures and nothing else.
func digits(s string) (int, bool) {
	if len(s) < 1 || len(s) > 2 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
