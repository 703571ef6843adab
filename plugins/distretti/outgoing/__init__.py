"""Whether the addresses of the content still answer: asked only when somebody says so, never by a build.

`addresses` are those of the content with their places; `asking` asks one politely and says what it answered;
`causes` says in Italian why none did; `pace` keeps hosts from being asked too much; `waivers` are those that need
not answer; `answers` asks all and makes warnings of what is worth a look.
"""
