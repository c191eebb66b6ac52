presence-one = Myös { $name } katsoo tätä
presence-since = { $name } (klo { $at } alkaen)
presence-several = Myös { $before } ja { $last } katsovat tätä
presence-taken = Asia on käsittelijällä { $name }.
