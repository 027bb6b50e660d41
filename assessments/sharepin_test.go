package assessments

import (
	"strings"
	"testing"
)

func TestPIN_FitsItsSumAndNoOther(t *testing.T) {
	pin := PINFrom([4]byte{0x12, 0x34, 0x56, 0x78})
	if len(pin) != 6 || strings.Trim(pin, "0123456789") != "" {
		t.Fatalf("PIN %q is not six figures", pin)
	}
	sum, err := PINSum(pin, [16]byte{1, 2, 3})
	if err != nil || !ValidPINSum(sum) || strings.Contains(sum, pin) {
		t.Fatalf("sum %q of %s: %v", sum, pin, err)
	}
	if !PINFits(sum, pin) {
		t.Error("the PIN does not fit its own sum")
	}
	for _, wrong := range []string{"", "000000", pin[1:] + pin[:1], pin + "0"} {
		if wrong != pin && PINFits(sum, wrong) {
			t.Errorf("%q fits as well", wrong)
		}
	}
	other, _ := PINSum(pin, [16]byte{9})
	if other == sum {
		t.Error("the salt makes no difference")
	}
	if PINFits("pbkdf2-sha256$99999999$"+strings.Repeat("0", 32)+"$"+strings.Repeat("0", 64), pin) {
		t.Error("a sum that takes minutes was worked on")
	}
}

func TestPINFrom_KeepsItsZeros(t *testing.T) {
	if got := PINFrom([4]byte{0, 0, 0, 7}); got != "000007" {
		t.Errorf("got %q", got)
	}
}
