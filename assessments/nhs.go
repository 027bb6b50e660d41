package assessments

import (
	"regexp"
	"strings"
)

var gestation = regexp.MustCompile(`^(2[0-9]|3[0-9]|4[0-4])\+[0-6]$`)

// ParseNHSNumber reads an NHS number with any spacing and dashes and returns its ten digits. It checks modulus 11
// (weights 10 to 2; NHS Data Dictionary, NHS NUMBER) and refuses ten equal digits, which pass it by accident.
func ParseNHSNumber(s string) (string, error) {
	var d []byte
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			d = append(d, byte(r))
		case strings.ContainsRune(" -\u00a0\u2009\u202f\u2011", r):
		default:
			return "", Errorf(Invalid, "nhs.parse", "NHS number must hold only digits, spaces and dashes.")
		}
	}
	if len(d) != 10 {
		return "", Errorf(Invalid, "nhs.parse", "NHS number must be 10 digits; this has %d.", len(d))
	}
	if strings.Count(string(d), string(d[0])) == 10 {
		return "", Errorf(Invalid, "nhs.parse", "NHS number cannot be the same digit ten times.")
	}
	sum := 0
	for i := range 9 {
		sum += int(d[i]-'0') * (10 - i)
	}
	if check := (11 - sum%11) % 11; check == 10 || check != int(d[9]-'0') {
		return "", Errorf(Invalid, "nhs.parse", "NHS number does not add up: check each digit against the letter or card.")
	}
	return string(d), nil
}

// FormatNHSNumber writes ten digits as 3 3 4 with single spaces; anything else comes back as it was.
func FormatNHSNumber(s string) string {
	d, err := ParseNHSNumber(s)
	if err != nil {
		return s
	}
	return d[:3] + " " + d[3:6] + " " + d[6:]
}
