package lead

import (
	"net/http"
	"net/url"
	"strconv"
)

// perPage is how many rows of a long list one page shows.
const perPage = 50

// A turn is the way to the neighbouring pages of a long list.
type turn struct {
	What            string // of which list, for whoever hears the page
	From, Upto, All int    // the rows that are shown, counted from 1
	Earlier, Later  string // addresses, "" at the ends
}

// leaf cuts the page out of a list that its reader asked for, before anything is made of the rows: the first of them is named by a
// number in the query, under name. The other parameters in keep stay as they are.
func leaf[T any](r *http.Request, list []T, path, name string, keep ...string) ([]T, turn) {
	from, _ := strconv.Atoi(r.URL.Query().Get(name)) // what is no number is the beginning
	from = min(max(from, 0), max(len(list)-1, 0))
	to := func(from int) string {
		v := url.Values{name: {strconv.Itoa(from)}}
		for _, k := range keep {
			if s := r.URL.Query().Get(k); s != "" {
				v.Set(k, s)
			}
		}
		return path + "?" + v.Encode()
	}
	upto := min(from+perPage, len(list))
	t := turn{From: from + 1, Upto: upto, All: len(list)}
	if from > 0 {
		t.Earlier = to(max(from-perPage, 0))
	}
	if upto < len(list) {
		t.Later = to(upto)
	}
	return list[from:upto], t
}
