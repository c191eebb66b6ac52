presence-one = Myös { $name } katsoo tätä
presence-several = Myös { $before } ja { $last } katsovat tätä
presence-taken = Asia on käsittelijällä { $name }.
