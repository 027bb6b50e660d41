package service

import (
	"cmp"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// said is a value as a form shows it: a list has one on each line, numbers stand beside each other.
func said(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Bool:
		return map[bool]string{true: "yes", false: "no"}[v.Bool()]
	case reflect.Int:
		if v.Int() == 0 {
			return ""
		}
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	case reflect.Pointer: // of a number, which is not said where it is nil
		if v.IsNil() {
			return ""
		}
		return said(v.Elem())
	case reflect.Slice:
		between := "\n"
		if k := v.Type().Elem().Kind(); k == reflect.Int || k == reflect.Float64 {
			between = ", "
		}
		var items []string
		for i := range v.Len() {
			x := v.Index(i)
			if x.Kind() == reflect.Slice {
				items = append(items, strings.ReplaceAll(said(x), "\n", ", "))
				continue
			}
			items = append(items, said(x))
		}
		return strings.Join(items, between)
	}
	return v.String()
}

// parts splits what was typed into the items of a list.
func parts(text, at string) []string {
	var out []string
	for _, x := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(at, r) }) {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

// put sets a value from what was typed, and says what is wrong with it.
func put(v reflect.Value, text string) string {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(text == "yes")
	case reflect.Int:
		n, err := strconv.Atoi(cmp.Or(text, "0"))
		if err != nil || n < 0 || n > 10000 {
			return "Enter a whole number."
		}
		v.SetInt(int64(n))
	case reflect.Float64:
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || math.Abs(x) > 1e6 {
			return "Enter a number."
		}
		v.SetFloat(x)
	case reflect.Pointer:
		if text == "" {
			v.SetZero()
			return ""
		}
		v.Set(reflect.New(v.Type().Elem()))
		return put(v.Elem(), text)
	case reflect.Slice:
		at := "\n"
		if k := v.Type().Elem().Kind(); k == reflect.Int || k == reflect.Float64 {
			at = ",; \n"
		}
		items := parts(text, at)
		list := reflect.MakeSlice(v.Type(), len(items), len(items))
		for i, x := range items {
			if list.Index(i).Kind() == reflect.Slice {
				x = strings.Join(parts(x, ","), "\n")
			}
			if why := put(list.Index(i), x); why != "" {
				if list.Index(i).Kind() == reflect.Float64 {
					return "Enter numbers, with commas between."
				}
				return "Enter whole numbers, with commas between."
			}
		}
		if len(items) == 0 {
			list = reflect.Zero(v.Type())
		}
		v.Set(list)
	default:
		v.SetString(text)
	}
	return ""
}
