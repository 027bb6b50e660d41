package template

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments/wording"
)

// grade is the Flesch-Kincaid grade of texts: 0.39 words a sentence + 11.8 syllables a word - 15.59. Age is about grade
// and five (Kincaid and others, 1975). Syllables are counted as groups of vowels, a silent e left out.
func grade(texts []string) float64 {
	var sentences, words, syllables float64
	for _, t := range texts {
		for _, s := range regexp.MustCompile(`[.!?:;]+(\s|$)`).Split(t, -1) {
			w := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return (r < 'a' || r > 'z') && r != '\'' })
			if len(w) == 0 {
				continue
			}
			sentences++
			for _, x := range w {
				words++
				n := float64(len(regexp.MustCompile(`[aeiouy]+`).FindAllString(x, -1)))
				if strings.HasSuffix(x, "e") && !strings.HasSuffix(x, "le") && n > 1 {
					n--
				}
				syllables += max(n, 1)
			}
		}
	}
	return 0.39*words/sentences + 11.8*syllables/words - 15.59
}

// read are the words that somebody outside the service reads or hears.
func read(x Template) []string {
	onPaper := strings.HasPrefix(x.Name, "questionnaire") || x.Anonymous
	var out []string
	if onPaper {
		out = append(out, x.Purpose)
	}
	for _, s := range x.Sections {
		if onPaper && s.Help != "" {
			out = append(out, s.Help)
		}
		for _, q := range s.Questions {
			out = append(out, q.Ask)
			if onPaper && q.Help != "" {
				out = append(out, q.Help)
			}
		}
	}
	return out
}

// TestWords_AFamilyCanRead holds what families read or hear to a reading age of about nine.
func TestWords_AFamilyCanRead(t *testing.T) {
	if easy, hard := grade([]string{"What is your child good at?"}), grade([]string{"Describe environmental facilitators of occupational participation."}); easy > 4 || hard < 15 {
		t.Fatalf("the measure itself is off: %.1f and %.1f", easy, hard)
	}
	for _, x := range shipped(t).List() {
		if x.AskedOf == "therapist" {
			continue
		}
		g := grade(read(x))
		t.Logf("%-28s grade %.1f, age about %.0f", x.Name, g, g+5)
		if g > 4.5 {
			t.Errorf("%s reads at grade %.1f (age about %.0f): use shorter words and sentences", x.Name, g, g+5)
		}
	}
}

// TestWords_BritishAndPlain keeps jargon, American spelling and labels out of everything that ships.
func TestWords_BritishAndPlain(t *testing.T) {
	wrong := regexp.MustCompile(`(?i)\b(proprioce\w*|vestibular|interocept\w*|dysregulat\w*|non-?complian\w*|suffers?|sufferer|wheelchair[- ]bound|high[- ]functioning|low[- ]functioning|normal|abnormal|meltdown|diaper|mom|color|behavior\w*|program|center|organiz\w*|recogniz\w*|failed|DNA|clinically significant)\b`)
	for _, x := range shipped(t).List() {
		all := append(read(x), x.Title, x.Purpose, x.When)
		for _, s := range x.Sections {
			all = append(all, s.Title, s.Help)
			for _, q := range s.Questions {
				all = append(all, q.Help, q.Sentence, q.Yes, q.No)
				for _, c := range q.Choices {
					all = append(all, c.Say, c.Words, c.Sentence)
				}
			}
		}
		for _, text := range all {
			if m := wrong.FindString(text); m != "" {
				t.Errorf("%s says %q in: %s", x.Name, m, text)
			}
			for _, found := range wording.CheckPerson(text) {
				t.Errorf("%s puts the condition before the child (%+v) in: %s", x.Name, found, text)
			}
		}
	}
}

// TestWords_NothingOfAPublishedTest: a template names no test and holds no item of one; scores are recorded elsewhere.
func TestWords_NothingOfAPublishedTest(t *testing.T) {
	tests := regexp.MustCompile(`(?i)Movement ABC|MABC|BOT-?[23]|Beery|DASH|DCDQ|PEDI-?CAT|Sensory Profile|SPM|COPM|©|®|™`)
	for _, x := range shipped(t).List() {
		for _, line := range x.Lines() {
			if m := tests.FindString(line.Text + strings.Join(line.Boxes, " ")); m != "" {
				t.Errorf("%s names %s: %s", x.Name, m, line.Text)
			}
		}
		if !strings.Contains(x.Source, "Written for Fieldfare") {
			t.Errorf("%s does not say whose words it is made of", x.Name)
		}
	}
}

func TestLines_PaperAsksTheSame(t *testing.T) {
	for _, x := range shipped(t).List() {
		var paper []string
		for _, l := range x.Lines() {
			paper = append(paper, l.Text)
			if l.Style == BoxesLine && len(l.Boxes) < 2 {
				t.Errorf("%s: one box is no choice: %+v", x.Name, l)
			}
		}
		text := strings.Join(paper, "\n")
		for _, s := range x.Sections {
			for _, q := range s.Questions {
				if !strings.Contains(text, ". "+q.Ask) {
					t.Errorf("%s: the paper form does not ask %q", x.Name, q.Ask)
				}
			}
		}
		if identity := slices.Contains(paper, "Child"); identity == x.Anonymous {
			t.Errorf("%s: anonymous %v, and the paper asks for the child: %v", x.Name, x.Anonymous, identity)
		}
	}
}

func TestLines_SaysInWordsWhatToPassOver(t *testing.T) {
	var skips, boxes []string
	for _, l := range sampleTemplate(t).Lines() {
		if l.Style == SkipLine {
			skips = append(skips, l.Text)
		}
		if l.Style == BoxesLine {
			boxes = append(boxes, strings.Join(l.Boxes, "|"))
		}
	}
	for _, want := range []string{"Only if the answer to question 1 is “yes”:",
		"Only if the answer to question 2 is “Hand” or “Arm” and (the answer to question 3 is more than 6 or the answer to question 2 is “Back”):"} {
		if !slices.Contains(skips, want) {
			t.Errorf("the paper does not say %q but %q", want, skips)
		}
	}
	for _, want := range []string{"Yes|No", "Hand|Arm|Back|Cannot say", "0|1|2|3|4|5|6|7|8|9|10"} {
		if !slices.Contains(boxes, want) {
			t.Errorf("no boxes %q in %q", want, boxes)
		}
	}
}
