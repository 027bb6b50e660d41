package app

import (
	"strconv"

	"github.com/fieldfare/fieldfare/app/unlock"
	"github.com/fieldfare/fieldfare/store"
)

// mostPlaces is how many therapists share one tablet at the most: the list of the unlock screen is short.
const mostPlaces = 9

// place is the folder of the n-th store of this device: the first has the name that was given, the others are numbered.
func place(base string, n int) string {
	if n == 0 {
		return base
	}
	return base + "-" + strconv.Itoa(n+1)
}

// places are the folders that hold a store, or what became of one, in the order in which they were made.
func places(base string) []string {
	var out []string
	for n := range mostPlaces {
		dir := place(base, n)
		if _, wiped := store.WipedIn(dir); wiped || store.Exists(dir) {
			out = append(out, dir)
		}
	}
	return out
}

// freePlace is the folder for one therapist more, "" where there are enough.
func freePlace(base string) string {
	for n := range mostPlaces {
		dir := place(base, n)
		if _, wiped := store.WipedIn(dir); !wiped && !store.Exists(dir) {
			return dir
		}
	}
	return ""
}

// people puts the stores of this device into the words of the unlock screen.
func people(dirs []string, latched latches) []unlock.Person {
	out := make([]unlock.Person, len(dirs))
	for i, dir := range dirs {
		f := store.FaceIn(dir)
		out[i] = unlock.Person{Name: unlock.Listed(f.Name, i), Line: personLine(f, latched.open(dir))}
		if _, wiped := store.WipedIn(dir); wiped {
			out[i].Line = "Wiped by its service"
		}
	}
	return out
}

func personLine(f store.Face, latched bool) string {
	switch {
	case f.Practice:
		return "Practice caseload: fictitious children"
	case latched && f.Waiting > 0:
		return "Opens with the PIN. " + waiting(f.Waiting)
	case latched:
		return "Opens with the PIN"
	case f.Waiting > 0:
		return waiting(f.Waiting)
	}
	return "Locked"
}

// waiting counts what was not sent.
func waiting(n int) string {
	if n == 1 {
		return "1 change waits here safely while locked"
	}
	return strconv.Itoa(n) + " changes wait here safely while locked"
}
