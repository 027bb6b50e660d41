// Package public is the forms that anybody may fill in who knows the service's address: the anonymous experience survey, and a parent's
// own referral. Nobody signs in, and nothing of the record is shown.
//
// Words: a paper is a question template as a form in a browser (see web), shown again with the questions that an answer brought up. What is entered travels in the body of a post and stands in no address, log or cookie.
package public
