package assessments

import "testing"

func TestUpperFirst(t *testing.T) {
	for in, want := range map[string]string{"": "", "a": "A", "the class": "The class", "élan": "Élan", "3 times": "3 times", "EHC plan": "EHC plan", "\xff": "\xff"} {
		if got := UpperFirst(in); got != want {
			t.Errorf("UpperFirst(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLowerFirst(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "A": "a", "The class": "the class", "Élan": "élan", "EHC plan": "EHC plan", "GPs refer": "GPs refer", "A child": "a child", "A GP refers": "a GP refers",
		"I": "I", "I like it": "I like it", "I’m late": "I’m late", "In class": "in class", "3 times": "3 times",
	} {
		if got := LowerFirst(in); got != want {
			t.Errorf("LowerFirst(%q) = %q, want %q", in, got, want)
		}
	}
}
